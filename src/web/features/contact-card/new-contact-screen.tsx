import { Button, Group, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { contactInput } from '../../../contract/contacts.ts';
import { api } from '../../api/client.ts';
import { useCompanyId } from '../../api/me.ts';
import { useContractForm } from '../../components/form/contract-form.ts';
import { ErrorSummary } from '../../components/form/error-summary.tsx';
import { Page } from '../../components/page.tsx';
import { toastDone } from '../../components/toast.tsx';
import classes from './contact-card.module.css';
import { useContactDraft } from './contact-draft.ts';
import { ContactFields, useContactLabels } from './contact-fields.tsx';
import { BackToContacts } from './contact-header.tsx';
import { type ContactValues, emptyContact } from './contact-values.ts';

/** A contact typed in by hand; gets the next customer number by itself (R1). */
export function NewContactScreen() {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const labels = useContactLabels();
  const draft = useContactDraft(`new.${companyId}`);
  const form = useContractForm<ContactValues>(contactInput, draft.read() ?? emptyContact, 'contact');
  const { values } = form;
  const isDirty = JSON.stringify(values) !== JSON.stringify(emptyContact);
  useEffect(() => {
    if (isDirty) draft.keep(values);
    else draft.drop();
  }, [isDirty, values, draft]);
  const create = useMutation(
    api.contacts.create.mutationOptions({
      onSuccess: async (contact) => {
        draft.drop();
        queryClient.setQueryData(
          api.contacts.get.queryKey({ input: { companyId, contactId: contact.id } }),
          contact,
        );
        void queryClient.invalidateQueries({ queryKey: api.contacts.list.key() });
        void queryClient.invalidateQueries({ queryKey: api.companies.key() });
        toastDone(t('card.created', { name: contact.name, number: contact.number }));
        await navigate({
          to: '/c/$companyId/contacts/$contactId',
          params: { companyId, contactId: contact.id },
          search: true,
        });
      },
      onError: form.showRefusal,
    }),
  );
  const save = (typed: ContactValues) => create.mutate({ companyId, contact: contactInput.parse(typed) });
  return (
    <Page title={t('card.newTitle')} narrow above={<BackToContacts />}>
      <form onSubmit={form.onSubmit(save, form.noteFailure)} noValidate>
        <Stack gap="lg">
          <ErrorSummary form={form} labels={labels} />
          <ContactFields form={form} />
          <Group gap="sm" className={classes.saveBar}>
            <Button type="submit" loading={create.isPending}>
              {t('card.create')}
            </Button>
            <Button
              variant="subtle"
              color="gray"
              onClick={draft.drop}
              renderRoot={(props) => <Link {...props} to="/c/$companyId/contacts" params={{ companyId }} />}
            >
              {t('words.cancel')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Page>
  );
}
