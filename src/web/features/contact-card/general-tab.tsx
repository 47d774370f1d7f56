import { Alert, Button, Group, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Contact, contactInput } from '../../../contract/contacts.ts';
import { api } from '../../api/client.ts';
import { errorCode, errorMessage } from '../../api/errors.ts';
import { useCompanyId } from '../../api/me.ts';
import { useContractForm } from '../../components/form/contract-form.ts';
import { ErrorSummary } from '../../components/form/error-summary.tsx';
import { SaveState } from '../../components/save-state.tsx';
import classes from './contact-card.module.css';
import { useContactDraft } from './contact-draft.ts';
import { ContactFields, useContactLabels } from './contact-fields.tsx';
import { type ContactValues, valuesOf } from './contact-values.ts';
import { StaleNotice } from './stale-notice.tsx';

/** The contact itself: edit and save; what was typed survives a reload, and a colleague's change is never overwritten. */
export function GeneralTab({ contact }: { contact: Contact }) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const queryClient = useQueryClient();
  const labels = useContactLabels();
  const draft = useContactDraft(contact.id);
  const [stale, setStale] = useState<{ message: string; newest: Contact } | null>(null);
  const [base, setBase] = useState(contact);
  const [hasOldDraft, setHasOldDraft] = useState(false);
  const form = useContractForm<ContactValues>(contactInput, valuesOf(contact), 'contact');
  const isDirty = form.isDirty();
  const contactQuery = api.contacts.get.queryOptions({ input: { companyId, contactId: contact.id } });

  const begin = (from: Contact) => {
    setBase(from);
    setStale(null);
    form.setInitialValues(valuesOf(from));
    form.setValues(valuesOf(from));
    form.clearErrors();
    draft.drop();
    setHasOldDraft(false);
  };
  const save = useMutation(
    api.contacts.update.mutationOptions({
      onSuccess: (saved) => {
        queryClient.setQueryData(contactQuery.queryKey, saved);
        begin(saved);
        void queryClient.invalidateQueries({ queryKey: api.contacts.list.key() });
        void queryClient.invalidateQueries({ queryKey: api.contacts.timeline.key() });
      },
      onError: async (error) => {
        if (errorCode(error) !== 'stale_revision') return form.showRefusal(error);
        const newest = await queryClient.fetchQuery({ ...contactQuery, staleTime: 0 });
        setStale({ message: errorMessage(error), newest });
      },
    }),
  );

  // What was typed before a reload is put back once; it is kept while it differs from what is saved.
  const { setValues } = form;
  const restored = useRef(false);
  useEffect(() => {
    if (restored.current) return;
    restored.current = true;
    const typed = draft.read();
    if (typed === null) return;
    setValues(typed);
    setHasOldDraft(true);
  }, [draft, setValues]);
  const { values } = form;
  useEffect(() => {
    if (isDirty) draft.keep(values);
  }, [isDirty, values, draft]);

  // A colleague's change is shown at once where nothing was typed here; else saving finds out and asks.
  if (contact.version !== base.version && !isDirty && stale === null && !save.isPending) begin(contact);

  const submit = (current: ContactValues, version = base.version) =>
    save.mutate({ companyId, contactId: contact.id, contact: contactInput.parse(current), version });
  const phase = save.isPending
    ? 'saving'
    : save.isError && isDirty
      ? 'failed'
      : isDirty
        ? 'unsaved'
        : 'saved';
  return (
    <form onSubmit={form.onSubmit((current) => submit(current), form.noteFailure)} noValidate>
      <Stack gap="lg">
        <ErrorSummary form={form} labels={labels} />
        {stale === null ? null : (
          <StaleNotice
            message={stale.message}
            theirs={valuesOf(stale.newest)}
            mine={form.values}
            onTakeTheirs={() => begin(stale.newest)}
            onKeepMine={() => {
              setBase(stale.newest);
              setStale(null);
              submit(form.values, stale.newest.version);
            }}
          />
        )}
        {hasOldDraft && isDirty ? <Alert color="blue">{t('card.draftKept')}</Alert> : null}
        <ContactFields form={form} />
        <Group gap="sm" className={classes.saveBar}>
          <Button type="submit" loading={save.isPending} disabled={!isDirty}>
            {t('words.save')}
          </Button>
          {isDirty ? (
            <Button variant="subtle" color="gray" onClick={() => begin(contact)}>
              {t('card.discard')}
            </Button>
          ) : null}
          <SaveState phase={phase} />
        </Group>
      </Stack>
    </form>
  );
}
