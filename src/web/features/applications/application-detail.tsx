import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconArrowLeft, IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Application } from '../../../contract/applications.ts';
import { api } from '../../api/client.ts';
import { useCompanyId } from '../../api/me.ts';
import { Loaded, LoadingShape } from '../../components/loading.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { Answers } from './answers.tsx';
import { CandidateChoice, type ContactChoice, firstChoice } from './candidate-choice.tsx';
import { Comparison, type Overwrite, TypedDetails } from './comparison.tsx';
import { DecisionButtons } from './decision-buttons.tsx';
import { decisionWords } from './decision-words.ts';
import { DeletionRequest } from './deletion-request.tsx';
import { DeletionBadge, VerdictBadge } from './verdict-badge.tsx';

/** One application: who, whom it looks like and why, what was typed against the register, and the decision. */
export function ApplicationDetail({ id }: { id: string }) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const application = useQuery(
    api.applications.get.queryOptions({ input: { companyId, applicationId: id } }),
  );
  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        m="xs"
        hiddenFrom="lg"
        leftSection={<IconArrowLeft size={16} />}
        renderRoot={(props) => (
          <Link
            {...props}
            to="/c/$companyId/applications/{-$applicationId}"
            params={{ companyId }}
            search={true}
          />
        )}
      >
        {t('applications.back')}
      </Button>
      <Loaded query={application}>
        {(data) => <Review key={`${data.id} ${data.version}`} application={data} />}
      </Loaded>
    </>
  );
}

function Review({ application }: { application: Application }) {
  return (
    <Stack gap="lg" px={{ base: 'md', lg: 0 }} pr={{ lg: 'lg' }}>
      <Header application={application} />
      <Answers application={application} />
      {application.kind === 'deletion' ? (
        <DeletionRequest application={application} />
      ) : (
        <Decision application={application} />
      )}
    </Stack>
  );
}

/** Whose contact it is, what was typed, and the decision. */
function Decision({ application }: { application: Application }) {
  const [choice, setChoice] = useState<ContactChoice>(() => firstChoice(application));
  return (
    <>
      {application.kind === 'registration' ? (
        <CandidateChoice application={application} choice={choice} onChoose={setChoice} />
      ) : null}
      {choice.kind === 'existing' ? (
        <WithContact key={choice.contactId} application={application} choice={choice} />
      ) : (
        <>
          <TypedDetails data={application.data} />
          <DecisionButtons application={application} choice={choice} overwrite={[]} />
        </>
      )}
    </>
  );
}

function Header({ application }: { application: Application }) {
  const { t } = useTranslation();
  const { name, companyName, website, decidedBy, state } = application;
  // Beside the list the screen's own title comes first; in its place this is the title.
  const isWide = useMediaQuery('(min-width: 1200px)', true, { getInitialValueInEffect: false });
  return (
    <Stack gap={4}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Title order={isWide ? 2 : 1} fz={18}>
          {t('applications.to', {
            who: companyName === '' ? name : `${name} · ${companyName}`,
            website: website.name,
          })}
        </Title>
        {application.kind === 'deletion' ? <DeletionBadge /> : <VerdictBadge verdict={application.verdict} />}
      </Group>
      <Group gap="xs">
        <Text size="sm" c="dimmed">
          {t(`applications.kinds.${application.kind}`)} · <RelativeTime at={application.receivedAt} />
        </Text>
        {application.kind === 'deletion' ? null : (
          <Text size="sm" c="dimmed">
            <IconCircleCheck size={14} style={{ verticalAlign: '-2px' }} aria-hidden />{' '}
            {t(application.proven ? 'applications.proven' : 'applications.verified')}
          </Text>
        )}
      </Group>
      {state === 'open' ? null : (
        <Text size="sm" fw={550}>
          {decidedBy === null
            ? decisionWords(t, application)
            : t('applications.decidedBy', {
                decision: decisionWords(t, application),
                name: decidedBy,
              })}
        </Text>
      )}
    </Stack>
  );
}

/** The comparison with one contact, and which of its fields are overwritten (R11). */
function WithContact({
  application,
  choice,
}: {
  application: Application;
  choice: Extract<ContactChoice, { kind: 'existing' }>;
}) {
  const companyId = useCompanyId();
  const known =
    application.comparison?.contactId === choice.contactId ? application.comparison.lines : undefined;
  const compared = useQuery({
    ...api.applications.compare.queryOptions({
      input: { companyId, applicationId: application.id, contactId: choice.contactId },
    }),
    enabled: known === undefined,
  });
  const lines = known ?? compared.data;
  const [changed, setChanged] = useState<Overwrite>({});
  if (lines === undefined) return <LoadingShape rows={6} />;
  // What the register lacks is taken over, what it has is kept, unless staff choose otherwise.
  const overwrite = lines
    .filter(({ field, state }) => changed[field] ?? state === 'missing')
    .filter(({ state }) => state !== 'same')
    .map(({ field }) => field);
  return (
    <>
      <Comparison
        lines={lines}
        overwrite={overwrite}
        onChange={(field, value) => setChanged((old) => ({ ...old, [field]: value }))}
      />
      <DecisionButtons application={application} choice={choice} overwrite={overwrite} />
    </>
  );
}
