import { useDebouncedValue } from '@mantine/hooks';
import { Spotlight, spotlight } from '@mantine/spotlight';
import '@mantine/spotlight/styles.css';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type PaletteGroup, usePaletteGroups } from './palette-groups.ts';

const pauseMs = 120;
const listHeight = 440;
/** What scrolls must be reachable by keyboard (WCAG 2.1.1); the list hands this on to what scrolls in it. */
const reachable = { viewportProps: { tabIndex: 0 } };

/** Ctrl/⌘ K: finds contacts, websites, screens and acts. */
export function CommandPalette() {
  const { t } = useTranslation();
  const [query, setQuery] = useState('');
  const [settled] = useDebouncedValue(query.trim(), pauseMs);
  const groups = usePaletteGroups(query.trim(), settled);
  // Enter opens the first that was found, where no other is chosen with the arrows.
  const openFirst = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || document.querySelector('.mantine-Spotlight-action[data-selected]') !== null)
      return;
    groups[0]?.entries[0]?.act();
    spotlight.close();
  };
  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      shortcut="mod + K"
      clearQueryOnClose
      scrollable
      maxHeight={listHeight}
      overlayProps={{ blur: 0, backgroundOpacity: 0.4 }}
      transitionProps={{ duration: 80 }}
      attributes={{ content: { 'aria-label': t('shell.palette.placeholder') } }}
    >
      <Spotlight.Search
        placeholder={t('shell.palette.placeholder')}
        aria-label={t('shell.palette.placeholder')}
        leftSection={<IconSearch size={17} aria-hidden />}
        onKeyDown={openFirst}
      />
      <Spotlight.ActionsList {...reachable}>
        {groups.length === 0 ? (
          <Spotlight.Empty>{t('shell.palette.nothing', { query })}</Spotlight.Empty>
        ) : null}
        {groups.map((group) => (
          <PaletteActions key={group.label} group={group} />
        ))}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

function PaletteActions({ group }: { group: PaletteGroup }) {
  return (
    <Spotlight.ActionsGroup label={group.label}>
      {group.entries.map(({ id, label, description, icon: Icon, act }) => (
        <Spotlight.Action
          key={id}
          label={label}
          {...(description === undefined ? {} : { description })}
          leftSection={<Icon size={17} stroke={1.7} aria-hidden />}
          onClick={act}
        />
      ))}
    </Spotlight.ActionsGroup>
  );
}
