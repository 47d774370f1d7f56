import { Alert, Anchor, Button, Fieldset, Group, Stack, Text } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.ts';
import { useCompany, useCompanyId } from '../../api/me.ts';
import { useContractForm } from '../../components/form/contract-form.ts';
import { ErrorSummary } from '../../components/form/error-summary.tsx';
import { Page } from '../../components/page.tsx';
import { toastDone } from '../../components/toast.tsx';
import { PolicyField, ProtectionField } from './fields/access-fields.tsx';
import { AddressFields } from './fields/address-fields.tsx';
import { FormPart } from './fields/choice-cards.tsx';
import { LanguageField, SenderFields } from './fields/mail-fields.tsx';
import { OriginField } from './fields/origin-field.tsx';
import { useWebsiteLabels } from './fields/website-labels.ts';
import { LicenceNotice, useIsLocked } from './licence-notice.tsx';
import { useDraft } from './use-draft.ts';
import { useShowWebsite } from './use-save-website.ts';
import { newWebsite, type WebsiteValues, websiteDraft, websiteForm } from './website-values.ts';
import classes from './websites.module.css';

/** Registers a website in five short questions, each with what its answers mean (R12, R13, R18). */
export function NewWebsiteScreen() {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const company = useCompany();
  const navigate = useNavigate();
  const labels = useWebsiteLabels();
  const isLocked = useIsLocked();
  const show = useShowWebsite();
  const draft = useDraft<WebsiteValues>(`new-website.${companyId}`, websiteDraft);
  const initial = useMemo(() => newWebsite(company?.language ?? 'nl'), [company?.language]);
  const form = useContractForm<WebsiteValues>(websiteForm, initial, 'website');
  const [isRestored, setIsRestored] = useState(false);
  const { values, setValues } = form;
  const restored = useRef(false);
  useEffect(() => {
    if (restored.current) return;
    restored.current = true;
    const typed = draft.read();
    if (typed === null) return;
    setValues(typed);
    setIsRestored(true);
  }, [draft, setValues]);
  const isDirty = form.isDirty();
  useEffect(() => {
    if (isDirty) draft.keep(values);
  }, [isDirty, values, draft]);
  const create = useMutation(
    api.websites.create.mutationOptions({
      onSuccess: (website) => {
        draft.drop();
        show(website);
        toastDone(t('websites.create.done', { name: website.name }));
        void navigate({
          to: '/c/$companyId/websites/$websiteId',
          params: { companyId, websiteId: website.id },
          search: { tab: 'server' },
        });
      },
      onError: form.showRefusal,
    }),
  );
  const submit = () => {
    const parsed = websiteForm.safeParse(form.values);
    if (parsed.success) create.mutate({ companyId, website: parsed.data });
    else form.noteFailure();
  };
  const step = (number: number, name: 'address' | 'protection' | 'policy' | 'origin' | 'mail') =>
    `${number}. ${t(`websites.create.steps.${name}`)}`;
  return (
    <Page
      title={t('websites.create.title')}
      description={t('websites.create.description')}
      narrow
      above={
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          ml={-8}
          mb={4}
          leftSection={<IconArrowLeft size={15} />}
          renderRoot={(props) => <Link {...props} to="/c/$companyId/websites" params={{ companyId }} />}
        >
          {t('websites.back')}
        </Button>
      }
    >
      <LicenceNotice />
      <form onSubmit={form.onSubmit(submit, form.noteFailure)} noValidate className={classes.form}>
        <Stack gap="lg">
          <ErrorSummary form={form} labels={labels} />
          {isRestored && isDirty ? (
            <Alert color="blue" role="note" py={8}>
              {t('websites.create.restored')}{' '}
              <Anchor
                component="button"
                type="button"
                size="sm"
                underline="always"
                onClick={() => {
                  draft.drop();
                  form.setValues(initial);
                  form.clearErrors();
                }}
              >
                {t('websites.create.startOver')}
              </Anchor>
            </Alert>
          ) : null}
          <Fieldset variant="unstyled" disabled={isLocked} className={classes.plain ?? ''}>
            <Stack gap="lg">
              <FormPart title={step(1, 'address')}>
                <AddressFields form={form} autoFocus />
              </FormPart>
              <FormPart title={step(2, 'protection')}>
                <ProtectionField form={form} hideLabel />
              </FormPart>
              <FormPart title={step(3, 'policy')}>
                <PolicyField form={form} hideLabel />
              </FormPart>
              <FormPart title={step(4, 'origin')}>
                <OriginField form={form} hideLabel />
              </FormPart>
              <FormPart title={step(5, 'mail')}>
                <LanguageField form={form} />
                <SenderFields form={form} />
              </FormPart>
            </Stack>
          </Fieldset>
          <div className={classes.saveBar}>
            <Group gap="sm">
              <Button type="submit" loading={create.isPending} disabled={isLocked}>
                {t('websites.create.submit')}
              </Button>
              <Button
                variant="default"
                renderRoot={(props) => <Link {...props} to="/c/$companyId/websites" params={{ companyId }} />}
              >
                {t('words.cancel')}
              </Button>
            </Group>
            <Text size="sm" c="dimmed">
              {t('websites.create.afterwards')}
            </Text>
          </div>
        </Stack>
      </form>
    </Page>
  );
}
