import { Alert, Button, Group, Radio, Stack, Table, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContactImport } from '../../../contract/contacts.ts';
import { api } from '../../api/client.ts';
import { errorMessage } from '../../api/errors.ts';
import { useCompanyId } from '../../api/me.ts';
import { ImportNumbers } from './import-numbers.tsx';
import { fieldWord, reasonWord } from './import-words.ts';
import { wholeNumber } from './sizes.ts';

interface CheckStepProps {
  contactImport: ContactImport;
  onCorrect: () => void;
}

/** What the import would do, with each bad line and why; nothing is written before the button (case 38). */
export function CheckStep({ contactImport, onCorrect }: CheckStepProps) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const queryClient = useQueryClient();
  const { id: importId, counts, mapping } = contactImport;
  const [onErrors, setOnErrors] = useState<'skip_lines' | 'import_none'>('skip_lines');
  const run = useMutation(
    api.contactImports.run.mutationOptions({
      onSuccess: (importing) =>
        queryClient.setQueryData(
          api.contactImports.get.queryKey({ input: { companyId, importId } }),
          importing,
        ),
    }),
  );
  const toImport = counts.new + counts.changed;
  const nothing = toImport === 0 || (counts.errors > 0 && onErrors === 'import_none');
  return (
    <Stack gap="lg">
      <ImportNumbers counts={counts} />
      {counts.errors === 0 ? null : (
        <>
          <ImportErrors contactImport={contactImport} />
          <Radio.Group
            label={t('contactImport.onErrors')}
            value={onErrors}
            onChange={(value) => setOnErrors(value === 'import_none' ? 'import_none' : 'skip_lines')}
          >
            <Stack gap={6} mt={6}>
              <Radio value="skip_lines" label={t('contactImport.skipLines')} />
              <Radio value="import_none" label={t('contactImport.importNone')} />
            </Stack>
          </Radio.Group>
        </>
      )}
      {run.isError ? (
        <Alert color="red" role="alert">
          {errorMessage(run.error)}
        </Alert>
      ) : null}
      <Group gap="xs">
        {nothing ? null : (
          <Button
            loading={run.isPending}
            onClick={() => run.mutate({ companyId, importId, mapping, onErrors })}
          >
            {t('contactImport.run', { count: toImport, formatted: wholeNumber(toImport) })}
          </Button>
        )}
        {nothing ? (
          <Button
            variant="default"
            renderRoot={(props) => (
              <Link {...props} to="/c/$companyId/contacts/import/{-$importId}" params={{ companyId }} />
            )}
          >
            {t('contactImport.anotherFile')}
          </Button>
        ) : null}
        <Button variant="subtle" color="gray" onClick={onCorrect}>
          {t('contactImport.changeColumns')}
        </Button>
        {nothing && toImport === 0 ? (
          <Text size="sm" c="dimmed">
            {t('contactImport.runNothing')}
          </Text>
        ) : null}
      </Group>
    </Stack>
  );
}

/** The bad lines: which, what stands there, and why it can't be taken. */
export function ImportErrors({ contactImport: { counts, errors } }: { contactImport: ContactImport }) {
  const { t } = useTranslation();
  return (
    <section>
      <Title order={2} size="h3">
        {t('contactImport.errorsTitle', { count: counts.errors })}
      </Title>
      {errors.length < counts.errors ? (
        <Text size="sm" c="dimmed">
          {t('contactImport.errorsShown', { count: errors.length })}
        </Text>
      ) : null}
      <Table.ScrollContainer
        minWidth={520}
        mah={320}
        mt="xs"
        scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
      >
        <Table aria-label={t('contactImport.errorsTitle', { count: counts.errors })} stickyHeader>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={70}>{t('contactImport.line')}</Table.Th>
              <Table.Th>{t('contactImport.errorField')}</Table.Th>
              <Table.Th>{t('contactImport.value')}</Table.Th>
              <Table.Th>{t('contactImport.reason')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {errors.map((error) => (
              <Table.Tr key={`${error.line} ${error.field} ${error.reason}`}>
                <Table.Td className="numbers">{wholeNumber(error.line)}</Table.Td>
                <Table.Td>{error.field === null ? '–' : fieldWord(t, error.field)}</Table.Td>
                <Table.Td>{error.value === '' ? '–' : error.value}</Table.Td>
                <Table.Td>{reasonWord(t, error.reason)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </section>
  );
}
