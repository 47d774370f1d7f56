import { Alert, Button, Group, Select, Stack, Table, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ContactImport, importField } from '../../../contract/contacts.ts';
import { api } from '../../api/client.ts';
import { errorMessage } from '../../api/errors.ts';
import { useCompanyId } from '../../api/me.ts';
import { fieldWord } from './import-words.ts';
import { fileSize } from './sizes.ts';

/** Which column becomes which field: recognised, to be corrected; with the first lines of the file. */
export function ColumnsStep({
  contactImport,
  onCheck,
}: {
  contactImport: ContactImport;
  onCheck: () => void;
}) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const queryClient = useQueryClient();
  const { id: importId, headers, preview } = contactImport;
  const [mapping, setMapping] = useState(contactImport.mapping);
  const check = useMutation(
    api.contactImports.check.mutationOptions({
      onSuccess: (checking) => {
        queryClient.setQueryData(
          api.contactImports.get.queryKey({ input: { companyId, importId } }),
          checking,
        );
        onCheck();
      },
    }),
  );
  const fields = useMemo(
    () => importField.options.map((field) => ({ value: field, label: fieldWord(t, field) })),
    [t],
  );
  const twice = mapping.find((field, index) => field !== null && mapping.indexOf(field) !== index) ?? null;
  const problem =
    twice !== null
      ? t('contactImport.twice', { field: fieldWord(t, twice) })
      : mapping.includes('name')
        ? null
        : t('contactImport.needsName');
  return (
    <Stack gap="lg">
      <div>
        <Text fw={600}>
          {t('contactImport.file', { name: contactImport.fileName, size: fileSize(contactImport.size) })}
        </Text>
        <Text c="dimmed" size="sm">
          {t('contactImport.recognised')}
        </Text>
      </div>
      <Table.ScrollContainer minWidth={520}>
        <Table aria-label={t('contactImport.steps.columns')} layout="fixed">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('contactImport.column')}</Table.Th>
              <Table.Th>{t('contactImport.sample')}</Table.Th>
              <Table.Th>{t('contactImport.field')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {headers.map((header, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column of a file is known by its place; headers may repeat
              <Table.Tr key={index}>
                <Table.Td fw={550}>{header}</Table.Td>
                <Table.Td c="dimmed" className="one-line">
                  {preview.map((row) => row[index] ?? '').find((cell) => cell !== '')}
                </Table.Td>
                <Table.Td py={4}>
                  <Select
                    searchable
                    clearable
                    aria-label={`${header}: ${t('contactImport.field')}`}
                    placeholder={t('contactImport.notUsed')}
                    data={fields}
                    value={mapping[index] ?? null}
                    onChange={(chosen) => {
                      const field = importField.nullable().parse(chosen);
                      setMapping(mapping.map((old, at) => (at === index ? field : old)));
                    }}
                  />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <section>
        <Title order={2} size="h3" mb="xs">
          {t('contactImport.preview')}
        </Title>
        <Table.ScrollContainer minWidth={300} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
          <Table withTableBorder style={{ whiteSpace: 'nowrap' }}>
            <Table.Thead>
              <Table.Tr>
                {headers.map((header, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a column of a file is known by its place; headers may repeat
                  <Table.Th key={index}>{header}</Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {preview.slice(0, 5).map((row, line) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: lines of a file are known by their place
                <Table.Tr key={line}>
                  {headers.map((_, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: cells of a line are known by their place
                    <Table.Td key={index}>{row[index]}</Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      </section>
      {problem === null ? null : <Alert color="yellow">{problem}</Alert>}
      {check.isError ? (
        <Alert color="red" role="alert">
          {errorMessage(check.error)}
        </Alert>
      ) : null}
      <Group>
        <Button
          disabled={problem !== null}
          loading={check.isPending}
          onClick={() => check.mutate({ companyId, importId, mapping })}
        >
          {t('contactImport.check')}
        </Button>
      </Group>
    </Stack>
  );
}
