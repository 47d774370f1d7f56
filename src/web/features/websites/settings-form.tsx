import { Alert, Button, Fieldset, Group, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Website } from '../../../contract/websites.ts';
import { api } from '../../api/client.ts';
import { errorCode, errorMessage } from '../../api/errors.ts';
import { useCompanyId } from '../../api/me.ts';
import { useContractForm } from '../../components/form/contract-form.ts';
import { ErrorSummary } from '../../components/form/error-summary.tsx';
import { SaveState } from '../../components/save-state.tsx';
import { useSettingLabels } from './fields/setting-labels.ts';
import type { WebsiteForm } from './fields/website-labels.ts';
import { LicenceNotice, useIsLocked } from './licence-notice.tsx';
import { StaleSettings } from './stale-settings.tsx';
import { useDraft } from './use-draft.ts';
import { useSaveWebsite } from './use-save-website.ts';
import { valuesOf, type WebsiteValues, websiteDraft, websiteForm } from './website-values.ts';
import classes from './websites.module.css';

interface SettingsFormProps {
  website: Website;
  /** Which part of the settings it is; each keeps a draft of its own. */
  part: 'settings' | 'password' | 'look' | 'form';
  children: (form: WebsiteForm) => ReactNode;
  /** What it will look like, beside the form where there is room. */
  preview?: (form: WebsiteForm) => ReactNode;
}

/** A part of a website's settings: what was typed survives a reload, and a colleague's change is never overwritten. */
export function SettingsForm({ website, part, children, preview }: SettingsFormProps) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const queryClient = useQueryClient();
  const isLocked = useIsLocked();
  const draft = useDraft<WebsiteValues>(`website.${website.id}.${part}`, websiteDraft);
  const [base, setBase] = useState(website);
  const [stale, setStale] = useState<{ message: string; newest: Website } | null>(null);
  const [hasOldDraft, setHasOldDraft] = useState(false);
  const form = useContractForm<WebsiteValues>(websiteForm, valuesOf(website), 'website');
  const labels = useSettingLabels(form.values);
  const isDirty = form.isDirty();
  const save = useSaveWebsite(website);

  const begin = (from: Website) => {
    setBase(from);
    setStale(null);
    form.setInitialValues(valuesOf(from));
    form.setValues(valuesOf(from));
    form.clearErrors();
    draft.drop();
    setHasOldDraft(false);
  };
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
  if (website.version !== base.version && !isDirty && stale === null && !save.isPending) begin(website);

  const submit = (version = base.version) => {
    const parsed = websiteForm.safeParse(form.values);
    if (!parsed.success) return form.noteFailure();
    save.mutate(
      { values: parsed.data, before: base, version },
      {
        onSuccess: begin,
        onError: async (error) => {
          if (errorCode(error) !== 'stale_revision') return form.showRefusal(error);
          const newest = await queryClient.fetchQuery({
            ...api.websites.get.queryOptions({ input: { companyId, websiteId: website.id } }),
            staleTime: 0,
          });
          setStale({ message: errorMessage(error), newest });
        },
      },
    );
  };
  const phase = save.isPending
    ? 'saving'
    : save.isError && isDirty
      ? 'failed'
      : isDirty
        ? 'unsaved'
        : 'saved';
  return (
    <form
      onSubmit={form.onSubmit(() => submit(), form.noteFailure)}
      noValidate
      className={preview === undefined ? classes.form : classes.formWithPreview}
    >
      <div className={classes.formMain}>
        <LicenceNotice />
        <Stack gap="lg">
          <ErrorSummary form={form} labels={labels} />
          {stale === null ? null : (
            <StaleSettings
              message={stale.message}
              theirs={valuesOf(stale.newest)}
              mine={form.values}
              onTakeTheirs={() => begin(stale.newest)}
              onKeepMine={() => {
                setBase(stale.newest);
                setStale(null);
                submit(stale.newest.version);
              }}
            />
          )}
          {hasOldDraft && isDirty ? (
            <Alert color="blue" role="note">
              {t('websites.form.draftKept')}
            </Alert>
          ) : null}
          <Fieldset variant="unstyled" disabled={isLocked} className={classes.plain ?? ''}>
            <Stack gap="lg">{children(form)}</Stack>
          </Fieldset>
          <div className={classes.saveBar}>
            <Group gap="sm">
              <Button type="submit" loading={save.isPending} disabled={!isDirty || isLocked}>
                {t('words.save')}
              </Button>
              {isDirty ? (
                <Button variant="subtle" color="gray" onClick={() => begin(website)}>
                  {t('websites.form.discard')}
                </Button>
              ) : null}
              <SaveState phase={phase} />
            </Group>
            <Text size="sm" c="dimmed">
              {t(website.linkMode === 'manual' ? 'websites.form.waits' : 'websites.form.waitsAutomatic')}
            </Text>
          </div>
        </Stack>
      </div>
      {preview === undefined ? null : <aside className={classes.preview}>{preview(form)}</aside>}
    </form>
  );
}
