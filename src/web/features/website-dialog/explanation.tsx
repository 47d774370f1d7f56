import { Text, Title } from '@mantine/core';
import { IconCheck, IconMinus, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { Account, explanation } from '../../../contract/accounts.ts';
import { api } from '../../api/client.ts';
import { useCompanyId } from '../../api/me.ts';
import { Loaded } from '../../components/loading.tsx';
import classes from './website-dialog.module.css';

/** Why somebody can or can't enter: the rules in order, in words, from the very function that the check uses. */
export function Explanation({ account }: { account: Account }) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const query = useQuery({
    ...api.accounts.explain.queryOptions({ input: { companyId, accountId: account.id } }),
    staleTime: 0,
  });
  return (
    <section className={classes.below} aria-live="polite">
      <Title order={3} mb={4}>
        {t('access.why_.title', { email: account.email, website: account.website.name })}
      </Title>
      <Loaded query={query}>{(answer) => <Steps answer={answer} />}</Loaded>
    </section>
  );
}

function Steps({ answer }: { answer: z.infer<typeof explanation> }) {
  const { t } = useTranslation();
  const { allowed, published, steps } = answer;
  const firstFailed = steps.findIndex(({ passed }) => !passed);
  const publishedText =
    published === null
      ? 'publishedNever'
      : published.allowed === allowed
        ? 'publishedSame'
        : published.allowed
          ? 'publishedAllowed'
          : 'publishedRefused';
  return (
    <>
      <Text fw={600} c={allowed ? 'var(--gh-green)' : 'var(--gh-red)'}>
        {t(allowed ? 'access.why_.allowed' : 'access.why_.refused')}
      </Text>
      <Text size="sm" c="dimmed">
        {t(`access.why_.${publishedText}`)}
      </Text>
      <ol className={classes.steps}>
        {steps.map(({ rule, passed }, index) => {
          const isAsked = firstFailed === -1 || index <= firstFailed;
          return (
            <li key={rule} data-asked={isAsked}>
              {!isAsked ? (
                <IconMinus size={16} aria-label={t('access.why_.notAsked')} />
              ) : passed ? (
                <IconCheck
                  size={16}
                  color="var(--gh-green)"
                  stroke={2.2}
                  aria-label={t('access.why_.passed')}
                />
              ) : (
                <IconX size={16} color="var(--gh-red)" stroke={2.2} aria-label={t('access.why_.failed')} />
              )}
              <span>{t(`access.why_.rules.${rule}.${passed ? 'passed' : 'failed'}`)}</span>
            </li>
          );
        })}
      </ol>
    </>
  );
}
