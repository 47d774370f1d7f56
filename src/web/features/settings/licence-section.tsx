import { Badge, Button, Code, CopyButton, Group, Stack, Text, Textarea } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconLock } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import type { LicenceState } from '../../../contract/companies.ts';
import { api } from '../../api/client.ts';
import { meQuery } from '../../api/me.ts';
import { useContractForm } from '../../components/form/contract-form.ts';
import { ErrorSummary } from '../../components/form/error-summary.tsx';
import { Loaded } from '../../components/loading.tsx';
import { exactDate } from '../../components/relative-time.tsx';
import { toastDone } from '../../components/toast.tsx';
import classes from './licence-section.module.css';

const looks = {
  none: { color: 'gray', icon: IconLock },
  valid: { color: 'teal', icon: IconCheck },
  grace: { color: 'orange', icon: IconAlertTriangle },
  ended: { color: 'red', icon: IconLock },
} as const;

const licenceForm = z.object({
  licence: z.string().trim().min(1, { error: 'required' }).max(5000, { error: 'too_long' }),
});

/** The licence bound to this company database, and where one is entered (R17). */
export function LicenceSection({ companyId }: { companyId: string }) {
  const licence = useQuery(api.licences.get.queryOptions({ input: { companyId } }));
  return (
    <Loaded query={licence}>
      {(state) => (
        <Stack maw={620} gap="lg">
          <CurrentLicence licence={state} />
          <EnterLicence companyId={companyId} licence={state} />
        </Stack>
      )}
    </Loaded>
  );
}

function CurrentLicence({ licence }: { licence: LicenceState }) {
  const { t } = useTranslation();
  const { color, icon: Icon } = looks[licence.state];
  return (
    <Stack gap="sm">
      <Badge color={color} variant="light" size="lg" tt="none" leftSection={<Icon size={14} aria-hidden />}>
        {t(`settings.licence.${licence.state}`)}
      </Badge>
      {licence.state === 'none' ? <Text>{t('settings.licence.noneText')}</Text> : null}
      {licence.state === 'grace' && licence.graceUntil !== null ? (
        <Text>{t('settings.licence.graceText', { until: exactDate(licence.graceUntil) })}</Text>
      ) : null}
      <dl className={classes.facts}>
        {licence.holder === null ? null : (
          <>
            <dt>{t('settings.licence.holder')}</dt>
            <dd>{licence.holder}</dd>
            <dt>{t('settings.licence.until')}</dt>
            <dd>
              {licence.validUntil === null ? t('settings.licence.forever') : exactDate(licence.validUntil)}
            </dd>
            <dt>{t('settings.licence.entered')}</dt>
            <dd>
              {t('settings.licence.enteredBy', {
                at: licence.enteredAt === null ? '' : exactDate(licence.enteredAt),
                name: licence.enteredBy ?? '',
              })}
            </dd>
          </>
        )}
        <dt>{t('settings.company.code')}</dt>
        <dd>
          <Group gap="xs">
            <Code fz="sm">{licence.companyCode}</Code>
            <CopyButton value={licence.companyCode}>
              {({ copied, copy }) => (
                <Button size="compact-xs" variant="default" onClick={copy}>
                  {copied ? t('settings.licence.copied') : t('settings.licence.copyCode')}
                </Button>
              )}
            </CopyButton>
          </Group>
        </dd>
      </dl>
    </Stack>
  );
}

function EnterLicence({ companyId, licence }: { companyId: string; licence: LicenceState }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const form = useContractForm<z.input<typeof licenceForm>>(licenceForm, { licence: '' });
  const enter = useMutation(
    api.licences.enter.mutationOptions({
      onSuccess: async (state) => {
        queryClient.setQueryData(api.licences.get.queryKey({ input: { companyId } }), state);
        await queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
        form.reset();
        toastDone(t('settings.licence.done'));
      },
      onError: form.showRefusal,
    }),
  );
  const isPrimary = licence.state !== 'valid';
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((values) => enter.mutate({ companyId, ...values }), form.noteFailure)}
    >
      <Stack gap="sm">
        <ErrorSummary form={form} labels={{ licence: t('settings.licence.label') }} />
        <Textarea
          label={t('settings.licence.label')}
          description={t('settings.licence.hint')}
          rows={4}
          spellCheck={false}
          autoComplete="off"
          {...form.getInputProps('licence')}
        />
        <Group>
          <Button type="submit" variant={isPrimary ? 'filled' : 'default'} loading={enter.isPending}>
            {isPrimary ? t('settings.licence.enter') : t('settings.licence.replace')}
          </Button>
        </Group>
        {licence.state === 'valid' ? null : (
          <div>
            <Text size="sm" c="dimmed">
              {t('settings.licence.operator')}
            </Text>
            <Code
              block
              mt={4}
            >{`npx gatehouse licence issue --company ${licence.companyCode} --forever`}</Code>
          </div>
        )}
      </Stack>
    </form>
  );
}
