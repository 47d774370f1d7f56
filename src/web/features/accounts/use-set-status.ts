import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../contract/accounts.ts';
import type { AccountStatus } from '../../../core/status.ts';
import { client } from '../../api/client.ts';
import { useCompanyId } from '../../api/me.ts';
import { toastDone, toastError } from '../../components/toast.tsx';

/** As many as the API takes at once. */
const atOnce = 500;

export interface StatusResult {
  readonly changed: readonly Account[];
  readonly refused: readonly { account: Account | undefined; message: string }[];
}

/** Sets a status for several accounts; each stands for itself, and those that were refused come back with why. */
export function useSetStatus(onDone: (result: StatusResult) => void) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const queryClient = useQueryClient();
  const [done, setDone] = useState(0);
  const takeBack = useMutation({
    mutationFn: async ({ changed, before }: { changed: readonly Account[]; before: readonly Account[] }) => {
      const now = new Map(changed.map((account) => [account.id, account]));
      const former = Map.groupBy(
        before.filter(({ id }) => now.has(id)),
        ({ status, reason }) => JSON.stringify([status, reason]),
      );
      for (const accounts of former.values()) {
        const [first] = accounts;
        if (first === undefined) continue;
        await client.accounts.setStatus({
          companyId,
          accounts: accounts.map(({ id, version }) => ({ id, version: now.get(id)?.version ?? version })),
          status: first.status,
          reason: first.reason,
        });
      }
    },
    onSuccess: () => toastDone(t('accounts.bulk.undone')),
    onError: (error) => toastError(error),
    onSettled: () => queryClient.invalidateQueries(),
  });
  const set = useMutation({
    mutationFn: async (order: { accounts: readonly Account[]; status: AccountStatus; reason: string }) => {
      setDone(0);
      const changed: Account[] = [];
      const refused: StatusResult['refused'][number][] = [];
      for (let from = 0; from < order.accounts.length; from += atOnce) {
        const part = order.accounts.slice(from, from + atOnce);
        const answer = await client.accounts.setStatus({
          companyId,
          accounts: part.map(({ id, version }) => ({ id, version })),
          status: order.status,
          reason: order.reason,
        });
        changed.push(...answer.changed);
        refused.push(
          ...answer.refused.map(({ id, message }) => ({
            account: part.find((account) => account.id === id),
            message,
          })),
        );
        setDone(from + part.length);
      }
      return { changed, refused };
    },
    onSuccess: (result, order) => {
      if (result.changed.length > 0) {
        toastDone(t('accounts.bulk.done', { count: result.changed.length }), () =>
          takeBack.mutate({ changed: result.changed, before: order.accounts }),
        );
      }
      onDone(result);
    },
    onError: (error) => toastError(error),
    onSettled: () => queryClient.invalidateQueries(),
  });
  return { set: set.mutate, isPending: set.isPending, done };
}
