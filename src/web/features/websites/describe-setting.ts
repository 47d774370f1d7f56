import type { TFunction } from 'i18next';
import { durationWords } from './fields/session-fields.tsx';
import type { WebsiteField, WebsiteValues } from './website-values.ts';

/** A setting's value in words, to compare two. */
export function describeSetting(t: TFunction, values: WebsiteValues, name: WebsiteField): string {
  switch (name) {
    case 'enabled':
    case 'showCreateUser':
      return t(values[name] ? 'words.yes' : 'words.no');
    case 'hosts':
    case 'paths':
      return values[name].join(', ') || t('websites.stale.nothing');
    case 'protection':
      return t(`websites.protections.${values.protection}.name`);
    case 'policy':
      return t(`websites.policies.${values.policy}.name`);
    case 'linkMode':
      return t(`websites.linkModes.${values.linkMode}.name`);
    case 'language':
      return t(`words.languages.${values.language}`);
    case 'origin':
      return describeOrigin(t, values.origin);
    case 'introduction':
      return [values.introduction.nl, values.introduction.en].join(' / ');
    case 'sessionIdleMinutes':
      return durationWords(t, values.sessionIdleMinutes);
    case 'sessionHours':
      return durationWords(t, values.sessionHours * 60);
    case 'name':
    case 'publicUrl':
    case 'senderName':
    case 'senderEmail':
    case 'copyTo':
      return values[name] || t('websites.stale.nothing');
  }
}

export function describeOrigin(t: TFunction, origin: WebsiteValues['origin']): string {
  const name = t(`websites.origins.${origin.kind}.name`);
  if (origin.kind === 'folder') return `${name}: ${origin.folder}`;
  return origin.kind === 'upstream' ? `${name}: ${origin.url}` : name;
}
