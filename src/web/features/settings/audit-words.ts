import type { TFunction } from 'i18next';
import { websiteInput } from '../../../contract/websites.ts';
import { approvalPolicies, linkModes, protections } from '../../../core/website.ts';
import { exactTime } from '../../components/relative-time.tsx';
import applications from '../../i18n/en/applications.ts';
import publications from '../../i18n/en/publications.ts';
import settings from '../../i18n/en/settings.ts';
import websites from '../../i18n/en/websites.ts';
import words from '../../i18n/en/words.ts';
import { describeOrigin } from '../websites/describe-setting.ts';
import { durationWords } from '../websites/fields/session-fields.tsx';
import { isSettingPart, settingPartName, settingPartValue } from './audit-setting-words.ts';

function isIn<Known extends object>(known: Known, name: PropertyKey): name is keyof Known {
  return Object.hasOwn(known, name);
}

/** Numbers of records and moments that stand elsewhere tell nobody anything. */
export function isWorthTelling(name: string): boolean {
  return !name.endsWith('Id') && name !== 'publication' && name !== 'startedAt';
}

/** What a value that changed is called; one that no screen shows has its own name. */
export function auditField(t: TFunction, name: string): string {
  if (isSettingPart(name)) return settingPartName(t, name);
  if (name === 'status') return t('settings.audit.fields.status');
  if (name === 'reason') return t('settings.audit.fields.reason');
  if (name === 'state') return t('settings.audit.fields.state');
  if (name === 'overwrite') return t('settings.audit.fields.overwrite');
  if (name === 'outcome') return t('settings.audit.fields.outcome');
  if (name === 'validFrom' || name === 'validUntil') return t(`settings.audit.fields.${name}`);
  if (name === 'accounts') return t('accounts.title');
  if (name === 'mode') return t('publications.columns.mode');
  if (isIn(words.fields, name)) return t(`words.fields.${name}`);
  if (isIn(websites.fields, name)) return t(`websites.fields.${name}`);
  return name;
}

/** The value in words. */
export function auditValue(t: TFunction, name: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return t('settings.audit.nothingBefore');
  if (isSettingPart(name)) return settingPartValue(t, name, value);
  const origin = websiteInput.shape.origin.safeParse(name === 'origin' ? value : null);
  if (origin.success) return describeOrigin(t, origin.data);
  if (name === 'sessionIdleMinutes' && typeof value === 'number') return durationWords(t, value);
  if (name === 'sessionHours' && typeof value === 'number') return durationWords(t, value * 60);
  if (typeof value === 'string' && (name === 'validFrom' || name === 'validUntil')) return exactTime(value);
  if (typeof value === 'boolean') return t(value ? 'words.yes' : 'words.no');
  if (name === 'overwrite' && Array.isArray(value) && value.length > 0)
    return value
      .map((field) => (isIn(applications.fields, field) ? t(`applications.fields.${field}`) : String(field)))
      .join(', ');
  if (Array.isArray(value) && value.every((one) => typeof one === 'string'))
    return value.length === 0 ? t('settings.audit.nothingBefore') : value.join(', ');
  if (typeof value === 'object') return JSON.stringify(value);
  const text = String(value);
  if (name === 'state' && isIn(applications.decisions, text)) return t(`applications.decisions.${text}`);
  if (name === 'status' && isIn(words.status, text)) return t(`words.status.${text}`);
  if (name === 'outcome' && isIn(settings.audit.outcomes, text)) return t(`settings.audit.outcomes.${text}`);
  if (name === 'mode' && isIn(publications.modes, text)) return t(`publications.modes.${text}`);
  if (name === 'language' && isIn(words.languages, text)) return t(`words.languages.${text}`);
  const protection = protections.find((one) => name === 'protection' && one === text);
  if (protection !== undefined) return t(`websites.protections.${protection}.name`);
  const policy = approvalPolicies.find((one) => name === 'policy' && one === text);
  if (policy !== undefined) return t(`websites.policies.${policy}.name`);
  const linkMode = linkModes.find((one) => name === 'linkMode' && one === text);
  if (linkMode !== undefined) return t(`websites.linkModes.${linkMode}.name`);
  return text;
}
