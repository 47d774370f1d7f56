import type { TFunction } from 'i18next';
import type { Plan, Publication } from '../../../contract/publications.ts';
import en from '../../i18n/en/websites.ts';
import { currentLanguage } from '../../i18n/i18n.ts';

type SettingName = keyof typeof en.fields;

function isKnown(name: string): name is SettingName {
  return name in en.fields;
}

/** What a setting is called; one of a newer office is shown by its own name. */
export function settingWords(t: TFunction, name: string): string {
  return isKnown(name) ? t(`websites.fields.${name}`) : name;
}

/** Whether anything would change. */
export function hasChanges(plan: Plan): boolean {
  return plan.settingsChanged || plan.gains + plan.loses + plan.changesAddress + plan.other > 0;
}

/** How long it took, in seconds with one digit after the comma where that says something. */
export function tookWords(t: TFunction, publication: Publication): string {
  const seconds = (publication.durationMs ?? 0) / 1000;
  const value = new Intl.NumberFormat(currentLanguage(), {
    maximumFractionDigits: seconds < 10 ? 1 : 0,
    minimumFractionDigits: seconds < 10 ? 1 : 0,
  }).format(Math.max(seconds, 0.1));
  return t('publications.milliseconds', { value });
}
