import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Account, AccountInput } from '../../../contract/accounts.ts';
import { api, client } from '../../api/client.ts';
import { useCompanyId } from '../../api/me.ts';
import { toastDone, toastError } from '../../components/toast.tsx';
import { accessQuery } from './access-queries.ts';
import { accountInputFrom } from './access-values.ts';

/** Saves, removes and takes back access of one contact; each with the way back in its message. */
export function useAccessActs(contactId: string) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const queryClient = useQueryClient();
  const listKey = accessQuery(companyId, contactId).queryKey;

  const show = (id: string, now: Account | null) => {
    queryClient.setQueryData(listKey, (accounts = []) => {
      const isKnown = accounts.some((account) => account.id === id);
      if (now !== null)
        return isKnown ? accounts.map((one) => (one.id === id ? now : one)) : [...accounts, now];
      return accounts.filter((account) => account.id !== id);
    });
    void queryClient.invalidateQueries({ queryKey: listKey });
    for (const part of [
      api.companies.counters,
      api.contacts.get,
      api.contacts.list,
      api.contacts.timeline,
      api.websites.list,
      api.accounts.list,
      api.accounts.explain,
      api.accounts.explainOnWebsite,
    ]) {
      void queryClient.invalidateQueries({ queryKey: part.key() });
    }
  };
  const takeBack = useMutation({
    mutationFn: (act: () => Promise<{ id: string; now: Account | null }>) => act(),
    onSuccess: ({ id, now }) => {
      show(id, now);
      toastDone(t('access.undone'));
    },
    onError: (error) => toastError(error),
  });

  /** The way back from a change: while it waits it is taken back, after publication the old values are saved again. */
  const backFrom = (now: Account, before: Account | null) => () =>
    takeBack.mutate(async () => {
      if (before === null) {
        return {
          id: now.id,
          now: await client.accounts.remove({ companyId, accountId: now.id, version: now.version }),
        };
      }
      const account = accountInputFrom(before);
      return {
        id: now.id,
        now: await client.accounts.update({ companyId, accountId: now.id, account, version: now.version }),
      };
    });

  const save = useMutation({
    mutationFn: ({ account, before }: { account: AccountInput; before: Account | null }) =>
      before === null
        ? client.accounts.create({ companyId, contactId, account })
        : client.accounts.update({ companyId, accountId: before.id, account, version: before.version }),
    onSuccess: (now, { before }) => {
      show(now.id, now);
      toastDone(t('access.saved', { website: now.website.name }), backFrom(now, before));
    },
  });
  const remove = useMutation({
    mutationFn: (before: Account) =>
      client.accounts.remove({ companyId, accountId: before.id, version: before.version }),
    onSuccess: (now, before) => {
      show(before.id, now);
      toastDone(t('access.removed', { website: before.website.name }), () =>
        takeBack.mutate(async () => {
          if (now !== null) {
            return {
              id: now.id,
              now: await client.accounts.undo({ companyId, accountId: now.id, version: now.version }),
            };
          }
          const created = await client.accounts.create({
            companyId,
            contactId,
            account: accountInputFrom(before),
          });
          return { id: created.id, now: created };
        }),
      );
    },
  });
  const undoWaiting = (account: Account) =>
    takeBack.mutate(async () => ({
      id: account.id,
      now: await client.accounts.undo({ companyId, accountId: account.id, version: account.version }),
    }));
  return { save, remove, undoWaiting, refresh: () => queryClient.invalidateQueries({ queryKey: listKey }) };
}
