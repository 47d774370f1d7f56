import { Anchor, Table, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Application } from '../../../contract/applications.ts';
import { useCompanyId } from '../../api/me.ts';
import { StatusBadge } from '../../components/status-badge.tsx';
import { DeletionButtons } from './deletion-buttons.tsx';

/** Somebody wants to be deleted: what the address has on the websites, what a decision does, and the decision. */
export function DeletionRequest({ application }: { application: Application }) {
  const { t } = useTranslation();
  const { access, contact, website, state, reason } = application;
  const here = access.filter((one) => one.website.id === website.id && !one.ending);
  return (
    <>
      <section aria-labelledby="access-of-address">
        <Title order={3} fz="md" mb={4} id="access-of-address">
          {t('applications.deletion.access', { email: application.email })}
        </Title>
        {access.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('applications.deletion.noAccess')}
          </Text>
        ) : (
          <AccessTable access={access} websiteId={website.id} />
        )}
        {application.openRegistrationId === null ? null : (
          <Text size="sm" mt="xs">
            {t('applications.deletion.waits', { website: website.name })}
          </Text>
        )}
      </section>
      {state === 'declined' && reason !== '' ? (
        <Text size="sm">
          {t('applications.reason')}: {reason}
        </Text>
      ) : null}
      {state === 'open' || state === 'declined' ? (
        <>
          <Text size="sm" c="dimmed" maw={640}>
            {t(
              here.length === 0 && application.openRegistrationId === null
                ? 'applications.deletion.nothingLeft'
                : 'applications.deletion.effect',
              { website: website.name },
            )}{' '}
            {contact === null ? null : <ContactStays contact={contact} />}
          </Text>
          <DeletionButtons application={application} />
        </>
      ) : null}
    </>
  );
}

function ContactStays({ contact }: { contact: NonNullable<Application['contact']> }) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  return (
    <>
      {t('applications.deletion.contactStays')}{' '}
      <Anchor
        size="sm"
        renderRoot={(props) => (
          <Link
            {...props}
            to="/c/$companyId/contacts/$contactId"
            params={{ companyId, contactId: contact.id }}
          />
        )}
      >
        {contact.name} ({contact.number})
      </Anchor>
      .
    </>
  );
}

function AccessTable({ access, websiteId }: { access: Application['access']; websiteId: string }) {
  const { t } = useTranslation();
  return (
    <Table.ScrollContainer minWidth={320}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('applications.deletion.website')}</Table.Th>
            <Table.Th>{t('applications.deletion.contact')}</Table.Th>
            <Table.Th>{t('applications.deletion.status')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {access.map((one) => (
            <Table.Tr key={one.accountId}>
              <Table.Td fw={one.website.id === websiteId ? 600 : 400}>{one.website.name}</Table.Td>
              <Table.Td>{one.contact?.name ?? '–'}</Table.Td>
              <Table.Td>
                {one.ending ? <StatusBadge status="ended" waiting /> : <StatusBadge status={one.status} />}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
