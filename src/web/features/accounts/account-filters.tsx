import { Button, Menu } from '@mantine/core';
import { IconCheck, IconFilter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.ts';
import { useCompanyId } from '../../api/me.ts';
import { FilterChips } from '../../components/filter-chips.tsx';
import { type AccountsFilter, noFilter } from './account-query.ts';

interface FilterProps {
  filter: AccountsFilter;
  onChange: (change: Partial<AccountsFilter>) => void;
}

/** The websites of the company, for filters and columns. */
export function useWebsites() {
  const companyId = useCompanyId();
  return useQuery(api.websites.list.queryOptions({ input: { companyId } })).data ?? [];
}

const statuses = ['approved', 'pending', 'declined', 'blocked'] as const;

/** The menu with what the list can be narrowed to. */
export function AccountFilterMenu({ filter, onChange }: FilterProps) {
  const { t } = useTranslation();
  const websites = useWebsites();
  return (
    <Menu width={250} position="bottom-start">
      <Menu.Target>
        <Button variant="default" leftSection={<IconFilter size={16} />}>
          {t('table.filters')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('accounts.filterStatus')}</Menu.Label>
        {statuses.map((status) => (
          <Choice
            key={status}
            chosen={filter.status === status}
            onChoose={() => onChange({ status: filter.status === status ? undefined : status })}
          >
            {t(`words.status.${status}`)}
          </Choice>
        ))}
        {websites.length === 0 ? null : (
          <>
            <Menu.Divider />
            <Menu.Label>{t('accounts.filterWebsite')}</Menu.Label>
            {websites.map(({ id, name }) => (
              <Choice
                key={id}
                chosen={filter.website === id}
                onChoose={() => onChange({ website: filter.website === id ? undefined : id })}
              >
                {name}
              </Choice>
            ))}
          </>
        )}
        <Menu.Divider />
        <Menu.Label>{t('accounts.filterWaiting')}</Menu.Label>
        <Choice
          chosen={filter.unpublished === 'yes'}
          onChoose={() => onChange({ unpublished: filter.unpublished === 'yes' ? undefined : 'yes' })}
        >
          {t('accounts.onlyWaiting')}
        </Choice>
      </Menu.Dropdown>
    </Menu>
  );
}

function Choice({
  chosen,
  onChoose,
  children,
}: {
  chosen: boolean;
  onChoose: () => void;
  children: ReactNode;
}) {
  return (
    <Menu.Item
      role="menuitemcheckbox"
      aria-checked={chosen}
      leftSection={<IconCheck size={15} opacity={chosen ? 1 : 0} />}
      onClick={onChoose}
    >
      {children}
    </Menu.Item>
  );
}

/** The filters in force. */
export function AccountFilterChips({ filter, onChange }: FilterProps) {
  const { t } = useTranslation();
  const websites = useWebsites();
  const { website, status, unpublished } = filter;
  const chips = [
    status === undefined
      ? null
      : {
          key: 'status',
          label: t('accounts.statusChip', { value: t(`words.status.${status}`) }),
          onRemove: () => onChange({ status: undefined }),
        },
    website === undefined
      ? null
      : {
          key: 'website',
          label: t('accounts.websiteChip', { value: websites.find(({ id }) => id === website)?.name ?? '…' }),
          onRemove: () => onChange({ website: undefined }),
        },
    unpublished === undefined
      ? null
      : {
          key: 'unpublished',
          label: t('accounts.waitingChip'),
          onRemove: () => onChange({ unpublished: undefined }),
        },
  ].filter((chip) => chip !== null);
  return <FilterChips chips={chips} onClearAll={() => onChange({ ...noFilter, search: filter.search })} />;
}
