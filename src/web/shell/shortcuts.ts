import { spotlight } from '@mantine/spotlight';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { screens } from './screens.ts';

/** How long after `g` its second letter may come. */
const sequenceMs = 1200;

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('input, textarea, select, [contenteditable], [role="dialog"]') !== null
  );
}

/** Keys that work everywhere: `?`, `/`, and `g` with a letter. Ctrl/⌘ K belongs to the palette. */
export function useShortcuts({ companyId, onHelp }: { companyId: string; onHelp: () => void }): void {
  const navigate = useNavigate();
  useEffect(() => {
    let goPressedAt = 0;
    const onKeyDown = (event: KeyboardEvent) => {
      if (isTyping(event.target) || event.altKey || event.ctrlKey || event.metaKey) return;
      const isSecond = Date.now() - goPressedAt < sequenceMs;
      goPressedAt = event.key === 'g' ? Date.now() : 0;
      const screen = isSecond ? screens.find(({ key }) => key === event.key) : undefined;
      if (screen !== undefined) void navigate({ to: screen.to, params: { companyId } });
      else if (event.key === '?') onHelp();
      else if (event.key === '/') {
        const field = document.querySelector<HTMLElement>('[data-list-search]');
        if (field === null) spotlight.open();
        else field.focus();
      } else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [companyId, navigate, onHelp]);
}
