import type { TFunction } from 'i18next';
import en from '../i18n/en/actions.ts';

type KnownAction = keyof typeof en;

function isKnown(action: string): action is KnownAction {
  return action in en;
}

/** What an audited act is called; one of a newer office is shown by its own name. */
export function actionWords(t: TFunction, action: string): string {
  return isKnown(action) ? t(`actions.${action}`) : action;
}

/** The acts whose words hold what was typed, so that one can look for what stands on the screen. */
export function actsCalled(t: TFunction, typed: string): string[] {
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') return [];
  return Object.keys(en)
    .filter(isKnown)
    .filter((action) => t(`actions.${action}`).toLowerCase().includes(wanted));
}
