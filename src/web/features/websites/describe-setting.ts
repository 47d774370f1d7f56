import type { TFunction } from 'i18next';
import { choosableFields } from '../../../contract/website-settings.ts';
import { visitorLanguages } from '../../../core/language.ts';
import { upstreamHostOf } from '../../../core/upstream-host.ts';
import { durationWords } from './fields/session-fields.tsx';
import { questionName } from './sign-up-form/own-question.ts';
import { differences, type WebsiteField, type WebsiteValues } from './website-values.ts';

/** A setting that differs between two versions, with both values in words. */
export interface SettingDifference {
  /** Path of the setting: `name`, `signIn.magicLink`. */
  readonly name: string;
  readonly theirs: string;
  readonly mine: string;
}

/** What differs between two versions of a website's settings. */
export function describeDifferences(
  t: TFunction,
  theirs: WebsiteValues,
  mine: WebsiteValues,
): SettingDifference[] {
  return differences(theirs, mine).flatMap((field) => {
    const [a, b] = [describe(t, theirs, field), describe(t, mine, field)];
    return Object.keys(a)
      .map((name) => ({ name, theirs: a[name] ?? '', mine: b[name] ?? '' }))
      .filter((difference, _, all) => all.length === 1 || difference.theirs !== difference.mine);
  });
}

/** A setting in words, by path; one that has parts gives each of them. */
function describe(t: TFunction, values: WebsiteValues, name: WebsiteField): Record<string, string> {
  const nothing = t('websites.stale.nothing');
  const yesNo = (value: boolean) => t(value ? 'words.yes' : 'words.no');
  const texts = (path: string, words: WebsiteValues['introduction']) =>
    Object.fromEntries(
      visitorLanguages.map((language) => [`${path}.${language}`, words[language] || nothing]),
    );
  switch (name) {
    case 'enabled':
    case 'showCreateUser':
      return { [name]: yesNo(values[name]) };
    case 'hosts':
    case 'paths':
      return { [name]: values[name].join(', ') || nothing };
    case 'protection':
      return { [name]: t(`websites.protections.${values.protection}.name`) };
    case 'policy':
      return { [name]: t(`websites.policies.${values.policy}.name`) };
    case 'linkMode':
      return { [name]: t(`websites.linkModes.${values.linkMode}.name`) };
    case 'language':
      return { [name]: t(`words.languages.${values.language}`) };
    case 'origin':
      return { [name]: describeOrigin(t, values.origin) };
    case 'introduction':
      return texts(name, values.introduction);
    case 'sessionIdleMinutes':
      return { [name]: durationWords(t, values.sessionIdleMinutes) };
    case 'sessionHours':
      return { [name]: durationWords(t, values.sessionHours * 60) };
    case 'signIn':
      return {
        'signIn.minPasswordLength': String(values.signIn.minPasswordLength),
        'signIn.secondFactor': t(`signInSettings.secondFactors.${values.signIn.secondFactor}.name`),
        'signIn.magicLink': yesNo(values.signIn.magicLink),
        'signIn.keepSignedIn': yesNo(values.signIn.keepSignedIn),
        'signIn.keepSignedInDays': t('websites.durations.days', { count: values.signIn.keepSignedInDays }),
      };
    case 'look':
      return {
        'look.logo': values.look.logo === '' ? nothing : logoWords(values.look.logo),
        'look.logoGround': t(`look.ground.choices.${values.look.logoGround}.name`),
        'look.accent': values.look.accent || nothing,
        'look.accentDark': values.look.accentDark || nothing,
        ...texts('look.signUpText', values.look.signUpText),
        ...texts('look.waitingText', values.look.waitingText),
        ...texts('look.footText', values.look.footText),
      };
    case 'signUpForm':
      return {
        ...Object.fromEntries(
          choosableFields.map((field) => [
            `signUpForm.standard.${field}`,
            t(`signUpForm.standard.needs.${values.signUpForm.standard[field]}`),
          ]),
        ),
        'signUpForm.extra': describeQuestions(t, values) || nothing,
      };
    case 'name':
    case 'publicUrl':
    case 'senderName':
    case 'senderEmail':
    case 'copyTo':
      return { [name]: values[name] || nothing };
  }
}

/** Two pictures can't be told apart in words; some characters out of the middle say that they differ. */
function logoWords(logo: string): string {
  const kind = /^data:image\/(\w+)/.exec(logo)?.[1]?.toUpperCase() ?? '';
  const middle = Math.floor(logo.length / 2);
  return `${kind} ${logo.slice(middle, middle + 8)}`;
}

function describeQuestions(t: TFunction, { signUpForm, language }: WebsiteValues): string {
  return signUpForm.extra
    .map((field) => {
      const name = questionName(field, language) || t('signUpForm.extra.untitled');
      const need = field.required ? `, ${t('signUpForm.extra.required')}` : '';
      return `${name} (${t(`signUpForm.kinds.${field.kind}.name`)}${need})`;
    })
    .join('; ');
}

export function describeOrigin(t: TFunction, origin: WebsiteValues['origin']): string {
  const name = t(`websites.origins.${origin.kind}.name`);
  if (origin.kind === 'folder') return `${name}: ${origin.folder}`;
  if (origin.kind === 'forward_auth') return name;
  const isOwn = upstreamHostOf(origin) === 'upstream';
  return `${name}: ${origin.url}${isOwn ? ` (${t('websites.calledByOwn')})` : ''}`;
}
