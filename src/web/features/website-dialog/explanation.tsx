import { Button, Group, TextInput, Title } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../contract/accounts.ts';
import { api } from '../../api/client.ts';
import { errorMessage, refusalOf } from '../../api/errors.ts';
import { useCompanyId } from '../../api/me.ts';
import { Loaded } from '../../components/loading.tsx';
import { VisitAnswer } from '../../components/visit-answer.tsx';
import classes from './website-dialog.module.css';

/** Why the holder of an account can or can't enter, or have one page: from the very function that the check uses. */
export function Explanation({ account }: { account: Account }) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const [page, setPage] = useState('');
  const [asked, setAsked] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const url = asked === '' ? {} : { url: asked };
  const query = useQuery({
    ...api.accounts.explain.queryOptions({ input: { companyId, accountId: account.id, ...url } }),
    staleTime: 0,
    placeholderData: keepPreviousData,
  });
  const isAtField = query.isError && refusalOf(query.error).field === 'url';
  useEffect(() => {
    if (isAtField) input.current?.focus();
  }, [isAtField]);
  const ask = (event: FormEvent) => {
    event.preventDefault();
    if (page.trim() === asked) void query.refetch();
    setAsked(page.trim());
  };
  return (
    <section className={classes.below}>
      <Title order={3} mb={8}>
        {t('explain.accountTitle', { email: account.email, website: account.website.name })}
      </Title>
      <form onSubmit={ask} noValidate>
        <TextInput
          ref={input}
          size="xs"
          mb="sm"
          label={t('explain.page')}
          description={t('explain.pageHint')}
          placeholder={t('explain.pagePlaceholder')}
          inputMode="url"
          autoComplete="off"
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          spellCheck={false}
          value={page}
          onChange={(event) => setPage(event.currentTarget.value)}
          error={isAtField && page.trim() === asked ? errorMessage(query.error) : null}
          inputContainer={(field) => (
            <Group gap="xs" wrap="nowrap" align="flex-start">
              <div style={{ flex: 1 }}>{field}</div>
              <Button type="submit" size="xs" variant="default">
                {t('explain.ask')}
              </Button>
            </Group>
          )}
        />
      </form>
      {isAtField ? null : (
        <div aria-live="polite">
          <Loaded query={query}>{(answer) => <VisitAnswer answer={answer} />}</Loaded>
        </div>
      )}
    </section>
  );
}
