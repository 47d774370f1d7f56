import { Group, SegmentedControl, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.ts';
import { useCompanyId } from '../../api/me.ts';
import { FilterChips } from '../../components/filter-chips.tsx';
import { SearchField } from '../../components/search-field.tsx';
import type { AuditFilter } from './audit-search.ts';

interface AuditFiltersProps {
  filter: AuditFilter;
  onChange: (change: Partial<AuditFilter>) => void;
}

const everybody = 'all';

/** By words, by staff or visitors, by website; whoever was chosen in the list stands below as a chip. */
export function AuditFilters({ filter, onChange }: AuditFiltersProps) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const websites = useQuery(api.websites.list.queryOptions({ input: { companyId } })).data ?? [];
  return (
    <>
      <Group w="100%" gap="sm">
        <SearchField
          value={filter.search ?? ''}
          label={t('settings.audit.search')}
          onSearch={(words) => onChange({ search: words === '' ? undefined : words })}
        />
        <SegmentedControl
          aria-label={t('settings.audit.by')}
          value={filter.by ?? everybody}
          data={[everybody, 'staff', 'visitor'].map((value) => ({
            value,
            label: t(
              value === 'staff'
                ? 'settings.audit.byStaff'
                : value === 'visitor'
                  ? 'settings.audit.byVisitors'
                  : 'settings.audit.byAll',
            ),
          }))}
          onChange={(value) => onChange({ by: value === 'staff' || value === 'visitor' ? value : undefined })}
        />
        {websites.length === 0 ? null : (
          <Select
            aria-label={t('settings.audit.website')}
            placeholder={t('settings.audit.allWebsites')}
            clearable
            w={220}
            data={websites.map(({ id, name }) => ({ value: id, label: name }))}
            value={filter.website ?? null}
            onChange={(value) => onChange({ website: value ?? undefined })}
          />
        )}
      </Group>
      <FilterChips
        chips={
          filter.person === undefined
            ? []
            : [
                {
                  key: 'person',
                  label: filter.person,
                  onRemove: () => onChange({ person: undefined }),
                },
              ]
        }
        onClearAll={() => onChange({ person: undefined })}
      />
    </>
  );
}
