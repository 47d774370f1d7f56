import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ContactImport } from '../../../contract/contacts.ts';
import { useCompanyId } from '../../api/me.ts';
import { ImportErrors } from './check-step.tsx';
import { ImportNumbers } from './import-numbers.tsx';
import { wholeNumber } from './sizes.ts';

/** What the import did. */
export function ResultStep({ contactImport }: { contactImport: ContactImport }) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const { counts } = contactImport;
  const taken = counts.new + counts.changed + counts.same;
  return (
    <Stack gap="lg">
      <output style={{ display: 'block' }}>
        <Title order={2}>{t('contactImport.doneTitle')}</Title>
        <Text c="dimmed">
          {taken === 0 && counts.errors > 0
            ? t('contactImport.noneImported')
            : t('contactImport.doneText', { count: taken, formatted: wholeNumber(taken) })}
        </Text>
      </output>
      <ImportNumbers counts={counts} />
      {counts.errors === 0 ? null : <ImportErrors contactImport={contactImport} />}
      <Group gap="xs">
        <Button
          renderRoot={(props) => <Link {...props} to="/c/$companyId/contacts" params={{ companyId }} />}
        >
          {t('contactImport.toContacts')}
        </Button>
        <Button
          variant="default"
          renderRoot={(props) => (
            <Link {...props} to="/c/$companyId/contacts/import/{-$importId}" params={{ companyId }} />
          )}
        >
          {t('contactImport.anotherFile')}
        </Button>
      </Group>
    </Stack>
  );
}
