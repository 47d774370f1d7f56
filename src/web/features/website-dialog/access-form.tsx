import { Alert, Button, Group, Radio, Select, Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../contract/accounts.ts';
import type { Contact } from '../../../contract/contacts.ts';
import { type AccountStatus, mayChange } from '../../../core/status.ts';
import { api } from '../../api/client.ts';
import { errorCode, errorMessage } from '../../api/errors.ts';
import { useCompanyId } from '../../api/me.ts';
import { useContractForm } from '../../components/form/contract-form.ts';
import { ErrorSummary } from '../../components/form/error-summary.tsx';
import { exactDate } from '../../components/relative-time.tsx';
import type { useAccessActs } from './access-acts.ts';
import {
  type AccessValues,
  accessForm,
  accessValuesOf,
  accountInputOf,
  emptyAccess,
} from './access-values.ts';
import { ChangePreview } from './change-preview.tsx';
import classes from './website-dialog.module.css';

/** The statuses in the order in which staff think of them (LOOK). */
const offered = ['approved', 'pending', 'declined', 'blocked'] as const satisfies readonly AccountStatus[];
const withReason: ReadonlySet<AccountStatus> = new Set(['declined', 'blocked']);

interface AccessFormProps {
  contact: Contact;
  /** Null makes a new access. */
  account: Account | null;
  taken: readonly Account[];
  acts: ReturnType<typeof useAccessActs>;
  onDone: (account: Account) => void;
  onCancel: () => void;
}

/** New / Edit access: website, e-mail (user name), account status; OK keeps it for Update website (R3, R5). */
export function AccessForm({ contact, account, taken, acts, onDone, onCancel }: AccessFormProps) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const websites = useQuery(api.websites.list.queryOptions({ input: { companyId } })).data ?? [];
  const [stale, setStale] = useState<string | null>(null);
  const free = websites.filter(({ id }) => !taken.some((one) => one.website.id === id && !one.ending));
  const form = useContractForm<AccessValues>(
    accessForm,
    account === null
      ? {
          ...emptyAccess,
          email: contact.email,
          websiteId: (free.length === 1 ? free[0]?.id : undefined) ?? '',
        }
      : accessValuesOf(account),
    'account',
  );
  const { values } = form;
  const save = () => {
    const input = accountInputOf(values);
    if (input === null) return form.noteFailure();
    acts.save.mutate(
      { account: input, before: account },
      {
        onSuccess: onDone,
        onError: (error) => {
          if (errorCode(error) !== 'stale_revision') return form.showRefusal(error);
          setStale(errorMessage(error));
          void acts.refresh();
        },
      },
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.stopPropagation();
    onCancel();
  };
  const persons = contact.persons.filter(({ id, active }) => active || id === values.personId);
  const labels = {
    websiteId: t('access.website'),
    email: t('access.email'),
    status: t('access.status'),
    personId: t('access.person'),
    reason: t('access.reason'),
    validFrom: t('access.validFrom'),
    validUntil: t('access.validUntil'),
  };
  const choosePerson = (personId: string | null) => {
    form.setFieldValue('personId', personId ?? '');
    const person = contact.persons.find(({ id }) => id === personId);
    const isOwnAddress = account !== null || (values.email !== '' && values.email !== contact.email);
    if (person !== undefined && person.email !== '' && !isOwnAddress)
      form.setFieldValue('email', person.email);
  };
  return (
    <form
      className={classes.below}
      onSubmit={form.onSubmit(save, form.noteFailure)}
      onKeyDown={onKeyDown}
      noValidate
    >
      <Title order={3} mb="sm">
        {account === null ? t('access.newTitle') : t('access.editTitle', { website: account.website.name })}
      </Title>
      {stale === null ? null : (
        <Alert color="yellow" role="alert" mb="sm">
          {stale} {t('access.stale')}
        </Alert>
      )}
      <ErrorSummary form={form} labels={labels} />
      <div className={classes.fields}>
        <label htmlFor="access-website">{labels.websiteId}</label>
        {account === null ? (
          <Select
            id="access-website"
            maw={360}
            autoFocus
            data-autofocus
            placeholder={t('access.chooseWebsite')}
            data={websites.map(({ id, name }) => ({ value: id, label: name }))}
            allowDeselect={false}
            {...form.getInputProps('websiteId')}
            value={values.websiteId === '' ? null : values.websiteId}
          />
        ) : (
          <TextInput id="access-website" maw={360} readOnly variant="filled" value={account.website.name} />
        )}
        <label htmlFor="access-email">{labels.email}</label>
        <Group gap="sm">
          <TextInput
            id="access-email"
            type="email"
            autoComplete="off"
            w={360}
            maw="100%"
            autoFocus={account !== null}
            data-autofocus={account !== null || undefined}
            {...form.getInputProps('email')}
          />
          {account === null || values.email !== account.email ? null : (
            <Text size="sm" c="dimmed">
              {account.emailVerifiedAt === null
                ? t('access.notVerified')
                : t('access.verified', { date: exactDate(account.emailVerifiedAt, true) })}
            </Text>
          )}
        </Group>
        <span className={classes.label} id="access-status">
          {labels.status}
        </span>
        <Radio.Group aria-labelledby="access-status" {...form.getInputProps('status')}>
          <Group gap="md">
            {offered.map((status) => (
              <Radio
                key={status}
                value={status}
                label={t(`words.status.${status}`)}
                disabled={!mayChange(account?.status ?? null, status, 'staff')}
              />
            ))}
          </Group>
        </Radio.Group>
        {withReason.has(values.status) ? (
          <>
            <label htmlFor="access-reason" className={classes.top}>
              {labels.reason}
            </label>
            <TextInput
              id="access-reason"
              description={t('access.reasonHint')}
              inputWrapperOrder={['input', 'description', 'error']}
              autoComplete="off"
              {...form.getInputProps('reason')}
            />
          </>
        ) : null}
        {persons.length === 0 ? null : (
          <>
            <label htmlFor="access-person">{labels.personId}</label>
            <Select
              id="access-person"
              maw={360}
              clearable
              placeholder={t('access.personNone')}
              data={persons.map(({ id, name }) => ({ value: id, label: name }))}
              value={values.personId === '' ? null : values.personId}
              onChange={choosePerson}
            />
          </>
        )}
        <label htmlFor="access-from">{labels.validFrom}</label>
        <Group gap="sm">
          <TextInput id="access-from" type="date" w={160} {...form.getInputProps('validFrom')} />
          <Text size="sm" component="label" htmlFor="access-until">
            {labels.validUntil.toLowerCase()}
          </Text>
          <TextInput id="access-until" type="date" w={160} {...form.getInputProps('validUntil')} />
        </Group>
      </div>
      <ChangePreview contactId={contact.id} account={account} values={values} />
      <Group justify="flex-end" gap="xs" mt="md">
        <Button variant="default" onClick={onCancel}>
          {t('words.cancel')}
        </Button>
        <Button type="submit" loading={acts.save.isPending}>
          {t('words.ok')}
        </Button>
      </Group>
    </form>
  );
}
