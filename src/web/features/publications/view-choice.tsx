import { Tabs } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCompanyId } from '../../api/me.ts';

/** What waits, or what was: two views of one screen. */
export function ViewChoice({ view }: { view: 'plan' | 'history' }) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const navigate = useNavigate();
  return (
    <Tabs
      value={view}
      mb="md"
      style={{ flex: 'none' }}
      onChange={(next) =>
        void navigate({
          to: '/c/$companyId/update-website/{-$publicationId}',
          params: { companyId, publicationId: undefined },
          search: { view: next === 'history' ? 'history' : undefined },
        })
      }
    >
      <Tabs.List aria-label={t('publications.viewsLabel')}>
        <Tabs.Tab value="plan">{t('publications.views.plan')}</Tabs.Tab>
        <Tabs.Tab value="history">{t('publications.views.history')}</Tabs.Tab>
      </Tabs.List>
    </Tabs>
  );
}
