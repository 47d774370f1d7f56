import { Progress, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ContactImport } from '../../../contract/contacts.ts';
import { ImportNumbers } from './import-numbers.tsx';
import { wholeNumber } from './sizes.ts';

/** How far the check or the import is, in numbers; it goes on when one leaves. */
export function ProgressStep({ contactImport }: { contactImport: ContactImport }) {
  const { t } = useTranslation();
  const { state, progress, size, counts } = contactImport;
  const part = size === 0 ? 0 : Math.min(100, (100 * progress.bytes) / size);
  return (
    <Stack gap="md">
      <Text className="numbers" role="status">
        {t(state === 'checking' ? 'contactImport.checking' : 'contactImport.importing', {
          lines: wholeNumber(progress.lines),
        })}
      </Text>
      <Progress value={part} size="lg" aria-label={t('contactImport.title')} />
      <ImportNumbers counts={counts} />
      <Text size="sm" c="dimmed">
        {t('contactImport.leave')}
      </Text>
    </Stack>
  );
}
