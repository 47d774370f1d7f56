import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Contact } from '../../../contract/contacts.ts';
import { api, client } from '../../api/client.ts';
import { useCompanyId } from '../../api/me.ts';
import { toastDone, toastError } from '../../components/toast.tsx';

/** Puts what the API answered about a contact everywhere it is shown. */
export function useShowContact() {
  const companyId = useCompanyId();
  const queryClient = useQueryClient();
  return (contact: Contact) => {
    queryClient.setQueryData(
      api.contacts.get.queryKey({ input: { companyId, contactId: contact.id } }),
      contact,
    );
    void queryClient.invalidateQueries({ queryKey: api.contacts.list.key() });
    void queryClient.invalidateQueries({ queryKey: api.contacts.timeline.key() });
    void queryClient.invalidateQueries({ queryKey: api.companies.counters.key() });
    void queryClient.invalidateQueries({ queryKey: api.accounts.key() });
  };
}

/** Makes a contact inactive or active (R1), with the way back in the message; deletes one that is not in use. */
export function useContactActs(contact: Contact) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const show = useShowContact();
  const { id: contactId, name } = contact;
  const setActive = useMutation({
    mutationFn: ({ active, version }: { active: boolean; version: number }) =>
      client.contacts.setActive({ companyId, contactId, active, version }),
    onSuccess: (saved, { active }) => {
      show(saved);
      toastDone(t(active ? 'card.madeActive' : 'card.madeInactive', { name }), () =>
        setActive.mutate({ active: !active, version: saved.version }),
      );
    },
    onError: (error) => toastError(error),
  });
  const remove = useMutation(
    api.contacts.remove.mutationOptions({
      onSuccess: async () => {
        toastDone(t('card.deleted', { name }));
        await navigate({
          to: '/c/$companyId/contacts',
          params: { companyId },
          search: (old) => ({ ...old, tab: undefined }),
        });
        void queryClient.invalidateQueries({ queryKey: api.contacts.list.key() });
      },
      onError: (error) => toastError(error),
    }),
  );
  return {
    setActive: (active: boolean) => setActive.mutate({ active, version: contact.version }),
    remove: () => remove.mutate({ companyId, contactId, version: contact.version }),
    isPending: setActive.isPending || remove.isPending,
  };
}
