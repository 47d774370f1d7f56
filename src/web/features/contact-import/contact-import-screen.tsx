import { Alert, Anchor, Button, Group } from '@mantine/core';
import { IconChevronLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContactImport } from '../../../contract/contacts.ts';
import { api } from '../../api/client.ts';
import { Loaded } from '../../components/loading.tsx';
import { Page } from '../../components/page.tsx';
import { CheckStep } from './check-step.tsx';
import { ColumnsStep } from './columns-step.tsx';
import { FileStep } from './file-step.tsx';
import { ProgressStep } from './progress-step.tsx';
import { ResultStep } from './result-step.tsx';
import { StepLine, type StepName } from './step-line.tsx';

const askAgainMs = 500;
const isRunning = (state: ContactImport['state'] | undefined) =>
  state === 'checking' || state === 'importing';

/** Imports a file of contacts: file, columns, check, result. The address names the import, so one can leave and come back. */
export function ContactImportScreen() {
  const { t } = useTranslation();
  const { companyId, importId } = useParams({ from: '/c/$companyId/contacts/import/{-$importId}' });
  return (
    <Page
      title={t('contactImport.title')}
      description={t('contactImport.text')}
      narrow
      above={
        <Anchor
          size="sm"
          mb={6}
          display="inline-flex"
          ml={-3}
          style={{ alignItems: 'center', gap: 2 }}
          renderRoot={(props) => <Link {...props} to="/c/$companyId/contacts" params={{ companyId }} />}
        >
          <IconChevronLeft size={15} aria-hidden />
          {t('contacts.title')}
        </Anchor>
      }
    >
      {importId === undefined ? (
        <>
          <StepLine current="file" />
          <FileStep />
        </>
      ) : (
        <OpenImport key={importId} companyId={companyId} importId={importId} />
      )}
    </Page>
  );
}

function OpenImport({ companyId, importId }: { companyId: string; importId: string }) {
  const { t } = useTranslation();
  const [correcting, setCorrecting] = useState(false);
  const query = useQuery({
    ...api.contactImports.get.queryOptions({ input: { companyId, importId } }),
    refetchInterval: ({ state }) => (isRunning(state.data?.state) ? askAgainMs : false),
  });
  const step = (state: ContactImport['state']): StepName => {
    if (state === 'uploaded' || correcting) return 'columns';
    return state === 'done' || state === 'failed' ? 'done' : 'check';
  };
  return (
    <Loaded query={query} rows={8}>
      {(loaded) => (
        <>
          <StepLine current={step(loaded.state)} />
          {isRunning(loaded.state) ? (
            <ProgressStep contactImport={loaded} />
          ) : loaded.state === 'uploaded' || (loaded.state === 'checked' && correcting) ? (
            <ColumnsStep contactImport={loaded} onCheck={() => setCorrecting(false)} />
          ) : loaded.state === 'checked' ? (
            <CheckStep contactImport={loaded} onCorrect={() => setCorrecting(true)} />
          ) : loaded.state === 'done' ? (
            <ResultStep contactImport={loaded} />
          ) : (
            <>
              <Alert color="red" title={t('contactImport.failedTitle')} role="alert">
                {loaded.failure}
              </Alert>
              <Group mt="md">
                <Button
                  renderRoot={(props) => (
                    <Link {...props} to="/c/$companyId/contacts/import/{-$importId}" params={{ companyId }} />
                  )}
                >
                  {t('contactImport.anotherFile')}
                </Button>
              </Group>
            </>
          )}
        </>
      )}
    </Loaded>
  );
}
