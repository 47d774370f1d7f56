import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconCheck, IconColumns3 } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../api/me.ts';
import type { Column } from './column.ts';

export interface ColumnVisibility {
  readonly visibility: Record<string, boolean>;
  readonly toggle: (id: string) => void;
  readonly reset: () => void;
}

/** Which columns of a list a person sees; remembered per person on this computer. */
export function useColumnVisibility<Row>(table: string, columns: readonly Column<Row>[]): ColumnVisibility {
  const { employee } = useMe();
  const [chosen, setChosen, reset] = useLocalStorage<Record<string, boolean>>({
    key: `gatehouse.columns.${employee.id}.${table}`,
    defaultValue: {},
    getInitialValueInEffect: false,
  });
  const visibility = useMemo(
    () =>
      Object.fromEntries(
        columns.map((column) => [
          column.id,
          column.always === true || (chosen[column.id] ?? column.hidden !== true),
        ]),
      ),
    [chosen, columns],
  );
  return {
    visibility,
    toggle: (id) => setChosen((now) => ({ ...now, [id]: !(visibility[id] ?? true) })),
    reset,
  };
}

/** The button with which one chooses columns. */
export function ColumnChoice<Row>({
  columns,
  choice,
}: {
  columns: readonly Column<Row>[];
  choice: ColumnVisibility;
}) {
  const { t } = useTranslation();
  return (
    <Menu closeOnItemClick={false} position="bottom-end" width={220}>
      <Menu.Target>
        <Tooltip label={t('table.columns')}>
          <ActionIcon size={36} variant="default" visibleFrom="sm" aria-label={t('table.columns')}>
            <IconColumns3 size={17} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {columns
          .filter((column) => column.always !== true)
          .map((column) => (
            <Menu.Item
              key={column.id}
              role="menuitemcheckbox"
              aria-checked={choice.visibility[column.id] === true}
              leftSection={<IconCheck size={15} opacity={choice.visibility[column.id] === true ? 1 : 0} />}
              onClick={() => choice.toggle(column.id)}
            >
              {column.header}
            </Menu.Item>
          ))}
        <Menu.Divider />
        <Menu.Item onClick={choice.reset}>{t('table.columnsReset')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
