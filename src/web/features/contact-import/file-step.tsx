import { Alert, Anchor, Button, FileButton, Group, Progress, Stack, Table, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.ts';
import { errorMessage } from '../../api/errors.ts';
import { useCompanyId } from '../../api/me.ts';
import { uploadContactFile } from '../../api/upload.ts';
import { RelativeTime } from '../../components/relative-time.tsx';
import classes from './contact-import.module.css';
import { fileSize, wholeNumber } from './sizes.ts';

/** Chooses the file and sends it, with how far it is; below it the imports from before. */
export function FileStep() {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [over, setOver] = useState(false);
  const [part, setPart] = useState(0);
  const stop = useRef(new AbortController());
  useEffect(() => () => stop.current.abort(), []);
  const upload = useMutation({
    mutationFn: (file: File) => {
      stop.current = new AbortController();
      setPart(0);
      return uploadContactFile(companyId, file, setPart, stop.current.signal);
    },
    onSuccess: (received) => {
      queryClient.setQueryData(
        api.contactImports.get.queryKey({ input: { companyId, importId: received.id } }),
        received,
      );
      void navigate({
        to: '/c/$companyId/contacts/import/{-$importId}',
        params: { companyId, importId: received.id },
      });
    },
  });
  const send = (file: File | null | undefined) => {
    if (file !== null && file !== undefined) upload.mutate(file);
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    send(event.dataTransfer.files.item(0));
  };
  const wasStopped = upload.error instanceof DOMException && upload.error.name === 'AbortError';
  const file = upload.variables;
  return (
    <Stack gap="lg">
      {upload.isError && !wasStopped ? (
        <Alert color="red" role="alert">
          {errorMessage(upload.error)}
        </Alert>
      ) : null}
      {upload.isPending && file !== undefined ? (
        <Stack gap="xs">
          <Text size="sm" className="numbers" role="status">
            {t('contactImport.uploading', {
              name: file.name,
              sent: fileSize(part * file.size),
              size: fileSize(file.size),
            })}
          </Text>
          <Progress value={part * 100} aria-label={t('contactImport.steps.file')} />
          <Group>
            <Button size="xs" variant="default" onClick={() => stop.current.abort()}>
              {t('contactImport.stop')}
            </Button>
          </Group>
        </Stack>
      ) : (
        <section
          className={classes.drop}
          data-over={over || undefined}
          aria-label={t('contactImport.steps.file')}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={onDrop}
        >
          <Text>{t('contactImport.drop')}</Text>
          <FileButton onChange={send} accept=".csv,.txt,.tsv,text/csv,text/plain">
            {(props) => <Button {...props}>{t('contactImport.choose')}</Button>}
          </FileButton>
          <Text size="sm" c="dimmed">
            {t('contactImport.dropHint')}
          </Text>
        </section>
      )}
      <EarlierImports />
    </Stack>
  );
}

function EarlierImports() {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const imports = useQuery(api.contactImports.list.queryOptions({ input: { companyId } })).data ?? [];
  if (imports.length === 0) return null;
  return (
    <section>
      <Title order={2} size="h3" mb="xs">
        {t('contactImport.earlier')}
      </Title>
      <Table.ScrollContainer minWidth={480}>
        <Table aria-label={t('contactImport.earlier')}>
          <Table.Tbody>
            {imports.map((one) => (
              <Table.Tr key={one.id}>
                <Table.Td>
                  {t('contactImport.file', { name: one.fileName, size: fileSize(one.size) })}
                </Table.Td>
                <Table.Td>{t(`contactImport.earlierStates.${one.state}`)}</Table.Td>
                <Table.Td className="numbers">
                  {one.state === 'done'
                    ? `${wholeNumber(one.counts.new)} ${t('contactImport.counts.new')}, ${wholeNumber(one.counts.changed)} ${t('contactImport.counts.changed')}`
                    : null}
                </Table.Td>
                <Table.Td>
                  <RelativeTime at={one.createdAt} />
                </Table.Td>
                <Table.Td>
                  <Anchor
                    size="sm"
                    renderRoot={(props) => (
                      <Link
                        {...props}
                        to="/c/$companyId/contacts/import/{-$importId}"
                        params={{ companyId, importId: one.id }}
                      />
                    )}
                  >
                    {t(
                      one.state === 'done' || one.state === 'failed'
                        ? 'contactImport.view'
                        : 'contactImport.resume',
                    )}
                  </Anchor>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </section>
  );
}
