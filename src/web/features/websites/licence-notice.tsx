import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.ts';
import { useCompanyId } from '../../api/me.ts';

/** Whether nothing may be changed, for want of a licence (R17). While that is not known, the office decides at saving. */
export function useIsLocked(): boolean {
  const companyId = useCompanyId();
  const state = useQuery(api.licences.get.queryOptions({ input: { companyId } })).data?.state;
  return state === 'none' || state === 'ended';
}

/** Says that all of this needs a licence, and how to enter one; shows nothing where there is one. */
export function LicenceNotice() {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  if (!useIsLocked()) return null;
  return (
    <Alert
      variant="light"
      color="gray"
      icon={<IconLock size={18} />}
      title={t('websites.licence.title')}
      mb="md"
    >
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{t('websites.licence.text')}</Text>
        <Button
          size="xs"
          variant="default"
          renderRoot={(props) => (
            <Link
              {...props}
              to="/c/$companyId/settings/{-$section}"
              params={{ companyId, section: 'licence' }}
            />
          )}
        >
          {t('websites.licence.enter')}
        </Button>
      </Stack>
    </Alert>
  );
}
