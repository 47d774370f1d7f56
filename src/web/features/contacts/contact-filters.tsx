import { Button, Menu } from '@mantine/core';
import { IconCheck, IconFilter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { contactTypes } from '../../../contract/contacts.ts';
import { api } from '../../api/client.ts';
import { useCompanyId } from '../../api/me.ts';
import { FilterChips } from '../../components/filter-chips.tsx';
import type { ContactsSearch } from './contacts-search.ts';

interface FilterProps {
  filter: ContactsSearch;
  onChange: (change: Partial<ContactsSearch>) => void;
}

function useWebsites() {
  const companyId = useCompanyId();
  return useQuery(api.websites.list.queryOptions({ input: { companyId } })).data ?? [];
}

/** The menu with what the list can be narrowed to. */
export function ContactFilterMenu({ filter, onChange }: FilterProps) {
  const { t } = useTranslation();
  const websites = useWebsites();
  return (
    <Menu width={230} position="bottom-start">
      <Menu.Target>
        <Button variant="default" leftSection={<IconFilter size={16} />}>
          {t('table.filters')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('contacts.filterType')}</Menu.Label>
        {contactTypes.map((type) => (
          <Choice
            key={type}
            chosen={filter.type === type}
            onChoose={() => onChange({ type: filter.type === type ? undefined : type })}
          >
            {t(`words.contactTypes.${type}`)}
          </Choice>
        ))}
        <Menu.Divider />
        <Menu.Label>{t('contacts.filterState')}</Menu.Label>
        {([undefined, 'inactive', 'all'] as const).map((active) => (
          <Choice
            key={active ?? 'active'}
            chosen={filter.active === active}
            onChoose={() => onChange({ active })}
          >
            {t(`contacts.states.${active ?? 'active'}`)}
          </Choice>
        ))}
        {websites.length === 0 ? null : (
          <>
            <Menu.Divider />
            <Menu.Label>{t('contacts.filterWebsite')}</Menu.Label>
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
      role="menuitemradio"
      aria-checked={chosen}
      leftSection={<IconCheck size={15} opacity={chosen ? 1 : 0} />}
      onClick={onChoose}
    >
      {children}
    </Menu.Item>
  );
}

/** The filters in force. */
export function ContactFilterChips({ filter, onChange }: FilterProps) {
  const { t } = useTranslation();
  const websites = useWebsites();
  const { type, active, website } = filter;
  const chips = [
    type === undefined
      ? null
      : {
          key: 'type',
          label: t('contacts.typeChip', { value: t(`words.contactTypes.${type}`) }),
          onRemove: () => onChange({ type: undefined }),
        },
    active === undefined
      ? null
      : {
          key: 'active',
          label: t('contacts.stateChip', { value: t(`contacts.states.${active}`) }),
          onRemove: () => onChange({ active: undefined }),
        },
    website === undefined
      ? null
      : {
          key: 'website',
          label: t('contacts.websiteChip', { value: websites.find(({ id }) => id === website)?.name ?? '…' }),
          onRemove: () => onChange({ website: undefined }),
        },
  ].filter((chip) => chip !== null);
  return (
    <FilterChips
      chips={chips}
      onClearAll={() => onChange({ type: undefined, active: undefined, website: undefined })}
    />
  );
}
