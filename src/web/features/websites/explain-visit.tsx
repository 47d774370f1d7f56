import { Anchor, Button, Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExplanationOnWebsite } from '../../../contract/explanation.ts';
import type { Website } from '../../../contract/websites.ts';
import { parseEmailAddress } from '../../../core/email-address.ts';
import { api } from '../../api/client.ts';
import { errorMessage, refusalOf } from '../../api/errors.ts';
import { useCompanyId } from '../../api/me.ts';
import { fieldReason } from '../../components/form/contract-form.ts';
import { Loaded } from '../../components/loading.tsx';
import { VisitAnswer } from '../../components/visit-answer.tsx';
import classes from './explain-visit.module.css';

/** "Does somebody get in?": an address and a page, and each rule in words. The question stands in the address bar. */
export function ExplainVisit({ website }: { website: Website }) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const navigate = useNavigate();
  const { who = '', page = '' } = useSearch({ from: '/c/$companyId/websites/$websiteId' });
  const [typed, setTyped] = useState({ email: who, url: page });
  const [emailError, setEmailError] = useState<string | null>(null);
  const emailInput = useRef<HTMLInputElement>(null);
  const urlInput = useRef<HTMLInputElement>(null);
  const isAsked = parseEmailAddress(who) !== null;
  const input = { companyId, websiteId: website.id, email: who, ...(page === '' ? {} : { url: page }) };
  const query = useQuery({
    ...api.accounts.explainOnWebsite.queryOptions({ input }),
    enabled: isAsked,
    staleTime: 0,
  });
  const isUrlError = isAsked && query.isError && refusalOf(query.error).field === 'url';
  useEffect(() => {
    if (isUrlError) urlInput.current?.focus();
  }, [isUrlError]);
  // Whoever follows a link to a question sees its answer, which stands below everything else of the tab.
  const panel = useRef<HTMLElement>(null);
  const toShow = useRef(isAsked);
  const isAnswered = !query.isPending;
  useEffect(() => {
    if (!toShow.current || !isAnswered) return;
    toShow.current = false;
    panel.current?.scrollIntoView();
  }, [isAnswered]);
  // The way back and forth in the browser changes the question.
  useEffect(() => setTyped({ email: who, url: page }), [who, page]);

  const ask = (event: FormEvent) => {
    event.preventDefault();
    const next = { email: typed.email.trim(), url: typed.url.trim() };
    if (parseEmailAddress(next.email) === null) {
      setEmailError(fieldReason(next.email === '' ? 'required' : 'email'));
      emailInput.current?.focus();
      return;
    }
    setEmailError(null);
    if (next.email === who && next.url === page) void query.refetch();
    void navigate({
      to: '.',
      search: { who: next.email, page: next.url === '' ? undefined : next.url },
      replace: who === '',
      resetScroll: false,
    });
  };
  return (
    <section ref={panel} className={classes.panel} aria-labelledby="explain-visit">
      <Title order={2} id="explain-visit">
        {t('explain.title')}
      </Title>
      <Text size="sm" c="dimmed" mb="sm" maw={620}>
        {t('explain.text')}
      </Text>
      <form className={classes.form} onSubmit={ask} noValidate>
        <TextInput
          ref={emailInput}
          label={t('explain.email')}
          type="email"
          autoComplete="off"
          spellCheck={false}
          value={typed.email}
          onChange={(event) => {
            setEmailError(null);
            setTyped({ ...typed, email: event.currentTarget.value });
          }}
          error={emailError}
        />
        <TextInput
          ref={urlInput}
          label={t('explain.page')}
          description={t('explain.pageHint')}
          placeholder={t('explain.pagePlaceholder')}
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={typed.url}
          onChange={(event) => setTyped({ ...typed, url: event.currentTarget.value })}
          error={isUrlError && typed.url.trim() === page ? errorMessage(query.error) : null}
        />
        <Button type="submit" variant="default" className={classes.ask ?? ''}>
          {t('explain.ask')}
        </Button>
      </form>
      {isUrlError ? null : (
        <div className={classes.answer} aria-live="polite">
          {isAsked ? (
            <Loaded query={query}>{(answer) => <Answer answer={answer} companyId={companyId} />}</Loaded>
          ) : (
            <Text size="sm" c="dimmed">
              {t('explain.empty')}
            </Text>
          )}
        </div>
      )}
    </section>
  );
}

function Answer({ answer, companyId }: { answer: ExplanationOnWebsite; companyId: string }) {
  const { t } = useTranslation();
  const { account, applicationId } = answer;
  return (
    <>
      <VisitAnswer answer={answer} />
      <div className={classes.links}>
        {account?.contact == null ? null : (
          <AccountLink companyId={companyId} accountId={account.id} contact={account.contact} />
        )}
        {applicationId === null ? null : (
          <Anchor
            size="sm"
            renderRoot={(props) => (
              <Link
                {...props}
                to="/c/$companyId/applications/{-$applicationId}"
                params={{ companyId, applicationId }}
              />
            )}
          >
            {t('explain.application')}
          </Anchor>
        )}
      </div>
    </>
  );
}

interface AccountLinkProps {
  companyId: string;
  accountId: string;
  contact: { id: string; name: string; number: string };
}

/** To the account in the contact's Website dialog, where it is changed. */
function AccountLink({ companyId, accountId, contact: { id, name, number } }: AccountLinkProps) {
  const { t } = useTranslation();
  return (
    <Anchor
      size="sm"
      renderRoot={(props) => (
        <Link
          {...props}
          to="/c/$companyId/contacts/$contactId"
          params={{ companyId, contactId: id }}
          search={{ tab: 'settings', access: accountId }}
        />
      )}
    >
      {t('explain.account', { name, number })}
    </Anchor>
  );
}
