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
