import { CloseButton, Group, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './filter-chips.module.css';

export interface FilterChip {
  key: string;
  label: string;
  onRemove: () => void;
}

/** The filters in force, each removable; they stand in the address, so that a link shows the same list. */
export function FilterChips({ chips, onClearAll }: { chips: readonly FilterChip[]; onClearAll: () => void }) {
  const { t } = useTranslation();
  if (chips.length === 0) return null;
  return (
    <Group gap={6}>
      {chips.map((chip) => (
        <span key={chip.key} className={classes.chip}>
          {chip.label}
          <CloseButton
            size={18}
            iconSize={12}
            onClick={chip.onRemove}
            aria-label={t('table.removeFilter', { name: chip.label })}
          />
        </span>
      ))}
      {chips.length > 1 ? (
        <UnstyledButton className={classes.clear} onClick={onClearAll}>
          {t('table.clearFilters')}
        </UnstyledButton>
      ) : null}
    </Group>
  );
}
