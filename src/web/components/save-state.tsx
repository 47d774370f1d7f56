import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export type SavePhase = 'saved' | 'saving' | 'unsaved' | 'failed';

/** Saved, saving, not saved yet, not saved: stands beside the button that saves, and is read out. */
export function SaveState({ phase }: { phase: SavePhase }) {
  const { t } = useTranslation();
  return (
    <Text size="sm" c={phase === 'failed' ? 'var(--mantine-color-error)' : 'dimmed'} role="status">
      {t(`words.saveState.${phase}`)}
    </Text>
  );
}
