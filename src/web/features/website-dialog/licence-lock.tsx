import { Button, CopyButton, Group, Stack, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { LicenceState } from '../../../contract/companies.ts';
import { useCompanyId } from '../../api/me.ts';

/** What stands in place of the access while there is no licence: why, and how to get one (R17). */
export function LicenceLock({ licence }: { licence: LicenceState }) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  return (
    <Stack align="center" gap="sm" py="lg">
      <IconLock size={28} stroke={1.5} color="var(--mantine-color-dimmed)" aria-hidden />
      <Text fw={600}>{t('access.lockedTitle')}</Text>
      <Text c="dimmed" ta="center" maw={420}>
        {t('access.lockedText')}
      </Text>
      <Group gap="xs">
        <Text size="sm">{t('access.lockedCode')}:</Text>
        <Text size="sm" fw={600} ff="monospace">
          {licence.companyCode}
        </Text>
        <CopyButton value={licence.companyCode}>
          {({ copied, copy }) => (
            <Button size="compact-xs" variant="subtle" onClick={copy}>
              {t(copied ? 'access.copied' : 'access.copy')}
            </Button>
          )}
        </CopyButton>
      </Group>
      <Button
        data-autofocus
        renderRoot={(props) => (
          <Link
            {...props}
            to="/c/$companyId/settings/{-$section}"
            params={{ companyId, section: 'licence' }}
          />
        )}
      >
        {t('access.enterLicence')}
      </Button>
    </Stack>
  );
}
