import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { Account, AccountInput, changePreview } from '../../../contract/accounts.ts';
import { api } from '../../api/client.ts';
import { useCompanyId } from '../../api/me.ts';
import { MailPreview } from '../../components/mail-preview.tsx';
import { type AccessValues, accessValuesOf, accountInputFrom, accountInputOf } from './access-values.ts';
import classes from './website-dialog.module.css';

const pauseMs = 200;

interface ChangePreviewProps {
  contactId: string;
  account: Account | null;
  values: AccessValues;
}

/** The sentence that says what happens at OK, before it: whether it waits, and which mail goes to whom. */
export function ChangePreview({ contactId, account, values }: ChangePreviewProps) {
  const { t } = useTranslation();
  const [settled] = useDebouncedValue(values, pauseMs);
  const isSame = account !== null && JSON.stringify(accessValuesOf(account)) === JSON.stringify(values);
  const input = accountInputOf(settled);
  if (isSame) return <AtOk>{t('access.nothing')}</AtOk>;
  if (input === null) return null;
  return (
    <AskedPreview contactId={contactId} accountId={account?.id ?? null} account={input} remove={false} />
  );
}

/** The same sentence for a removal. */
export function RemovalPreview({ contactId, account }: { contactId: string; account: Account }) {
  return (
    <AskedPreview contactId={contactId} accountId={account.id} account={accountInputFrom(account)} remove />
  );
}

interface AskedPreviewProps {
  contactId: string;
  accountId: string | null;
  account: AccountInput;
  remove: boolean;
}

function AskedPreview({ contactId, accountId, account, remove }: AskedPreviewProps) {
  const companyId = useCompanyId();
  const preview = useQuery({
    ...api.accounts.preview.queryOptions({ input: { companyId, contactId, accountId, account, remove } }),
    placeholderData: keepPreviousData,
    retry: false,
  });
  // What is wrong with the input is said at OK; a sentence about what would happen then helps nobody.
  if (preview.data === undefined) return <AtOk>…</AtOk>;
  return (
    <AtOk>
      <PreviewSentence preview={preview.data} />
    </AtOk>
  );
}

function PreviewSentence({ preview }: { preview: z.infer<typeof changePreview> }) {
  const { t } = useTranslation();
  const { linkMode, mails, access } = preview;
  return (
    <>
      {t(linkMode === 'manual' ? 'access.waits' : 'access.soon')}{' '}
      {mails.length === 0 ? t('access.noMail') : null}
      {mails.map((mail, index) => (
        <span key={`${mail.event} ${mail.to}`}>
          {index > 0 ? `, ${t('words.and')} ` : null}
          {t('access.mailGoes', {
            to: mail.to,
            mail: t(`words.mailEvents.${mail.event}`),
            language: t(`words.languages.${mail.language}`),
          })}{' '}
          <MailPreview to={mail.to} subject={mail.subject} text={mail.text} />
        </span>
      ))}
      . {t(`access.access.${access}`)}
    </>
  );
}

function AtOk({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className={classes.atOk} aria-live="polite">
      <strong>{t('access.atOk')}</strong> {children}
    </div>
  );
}
