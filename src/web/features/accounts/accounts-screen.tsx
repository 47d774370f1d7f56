import { Button, SegmentedControl, Tooltip } from '@mantine/core';
import { IconDownload, IconPlayerStop } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../../components/page.tsx';
import { AccountList } from './account-list.tsx';
import { AccountMatrix } from './account-matrix.tsx';
import type { AccountsFilter } from './account-query.ts';
import { useExportAccounts } from './export-accounts.ts';

/** All website accounts, as a list or as contact × website; view and filters stand in the address. */
export function AccountsScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const filter = useSearch({ from: '/c/$companyId/accounts' });
  const change = useCallback(
    (changed: Partial<AccountsFilter>) =>
      void navigate({ to: '.', search: (old) => ({ ...old, ...changed }), replace: true }),
    [navigate],
  );
  return (
    <Page
      title={t('accounts.title')}
      fill
      actions={
        <>
          <SegmentedControl
            aria-label={t('accounts.viewsLabel')}
            value={filter.view ?? 'list'}
            data={[
              { value: 'list', label: t('accounts.views.list') },
              { value: 'matrix', label: t('accounts.views.matrix') },
            ]}
            onChange={(value) => change({ view: value === 'matrix' ? 'matrix' : undefined })}
          />
          {filter.view === 'matrix' ? null : <ExportButton filter={filter} />}
        </>
      }
    >
      {filter.view === 'matrix' ? (
        <AccountMatrix filter={filter} onChange={change} />
      ) : (
        <AccountList filter={filter} onChange={change} />
      )}
    </Page>
  );
}

function ExportButton({ filter }: { filter: AccountsFilter }) {
  const { t } = useTranslation();
  const { start, stop, isRunning, count } = useExportAccounts(filter);
  if (isRunning) {
    return (
      <Button variant="default" leftSection={<IconPlayerStop size={16} />} onClick={stop} className="numbers">
        {t('accounts.export.running', { count })} {t('accounts.export.stop')}
      </Button>
    );
  }
  return (
    <Tooltip label={t('accounts.export.hint')}>
      <Button variant="default" leftSection={<IconDownload size={16} />} onClick={start}>
        {t('accounts.export.act')}
      </Button>
    </Tooltip>
  );
}
