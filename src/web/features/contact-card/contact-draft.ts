import { useCallback } from 'react';
import { type ContactValues, contactValues } from './contact-values.ts';

/** Keeps what one typed but did not save, so that a reload or another screen loses nothing. */
export function useContactDraft(contactKey: string) {
  const key = `gatehouse.draft.${contactKey}`;
  const read = useCallback((): ContactValues | null => {
    try {
      const parsed = contactValues.safeParse(JSON.parse(sessionStorage.getItem(key) ?? 'null'));
      return parsed.success ? parsed.data : null;
    } catch {
      return null;
    }
  }, [key]);
  const keep = useCallback(
    (values: ContactValues) => sessionStorage.setItem(key, JSON.stringify(values)),
    [key],
  );
  const drop = useCallback(() => sessionStorage.removeItem(key), [key]);
  return { read, keep, drop };
}
