import { useMutation } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../contract/accounts.ts';
import { client } from '../../api/client.ts';
import { useCompanyId } from '../../api/me.ts';
import { saveFile } from '../../components/save-file.ts';
import { toastDone, toastError } from '../../components/toast.tsx';
import { currentLanguage } from '../../i18n/i18n.ts';
import { lastDayOf } from './account-columns.tsx';
import { type AccountsFilter, accountsInput } from './account-query.ts';
import { toCsv } from './csv.ts';

const pageSize = 200;

/** Exports every account that matches the filters, page by page; can be stopped. */
export function useExportAccounts(filter: AccountsFilter) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const [count, setCount] = useState(0);
  const stopper = useRef<AbortController | null>(null);
  const run = useMutation({
    mutationFn: async () => {
      const controller = new AbortController();
      stopper.current = controller;
      const { signal } = controller;
      const rows: string[][] = [header(t)];
      setCount(0);
      for (let cursor: string | undefined; ; ) {
        const page = await client.accounts.list(
          { ...accountsInput(companyId, filter), limit: pageSize, cursor },
          { signal },
        );
        for (const account of page.items) rows.push(cells(t, account));
        setCount(rows.length - 1);
        if (page.next === null) return rows;
        cursor = page.next;
      }
    },
    onSuccess: (rows) => {
      const day = new Date().toISOString().slice(0, 10);
      // Excel takes the list separator of the country: a semicolon in Dutch, a comma in English.
      saveFile(
        `${t('accounts.export.file')}-${day}.csv`,
        toCsv(rows, currentLanguage() === 'nl' ? ';' : ','),
        'text/csv',
      );
      toastDone(t('accounts.export.done', { count: rows.length - 1 }));
    },
    onError: (error) => {
      if (stopper.current?.signal.aborted !== true) toastError(error, t('accounts.export.failed'));
    },
  });
  return {
    start: () => run.mutate(),
    stop: () => stopper.current?.abort(),
    isRunning: run.isPending,
    count,
  };
}

function header(t: TFunction): string[] {
  return [
    t('accounts.columns.number'),
    t('accounts.columns.contact'),
    t('accounts.export.contactActive'),
    t('accounts.columns.person'),
    t('accounts.columns.website'),
    t('accounts.columns.email'),
    t('accounts.export.verified'),
    t('accounts.columns.status'),
    t('accounts.export.waits'),
    t('accounts.columns.reason'),
    t('accounts.export.validFrom'),
    t('accounts.columns.validUntil'),
    t('accounts.columns.origin'),
    t('accounts.columns.lastIn'),
    t('accounts.columns.created'),
  ];
}

function cells(t: TFunction, account: Account): string[] {
  const yesNo = (value: boolean) => t(value ? 'accounts.export.yes' : 'accounts.export.no');
  return [
    account.contact.number,
    account.contact.name,
    yesNo(account.contact.active),
    account.person?.name ?? '',
    account.website.name,
    account.email,
    yesNo(account.emailVerifiedAt !== null),
    t(`words.status.${account.ending ? 'ended' : account.status}`),
    yesNo(account.unpublished),
    account.reason,
    dayOf(account.validFrom),
    dayOf(account.validUntil === null ? null : lastDayOf(account.validUntil)),
    t(`accounts.origins.${account.origin}`),
    dayOf(account.lastSignedInAt),
    dayOf(account.createdAt),
  ];
}

/** A day as every spreadsheet understands it, in the time zone of this computer. */
function dayOf(at: string | null): string {
  if (at === null) return '';
  const date = new Date(at);
  const pad = (part: number) => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}
