import type { TFunction } from 'i18next';
import en from '../i18n/en/security.ts';
import { currentLanguage } from '../i18n/i18n.ts';
import { actionWords } from './action-words.ts';

/** What an audited event of a visitor has beyond who and what (the office's import-security-events). */
interface SecurityValues {
  readonly count: number;
  readonly since: string | null;
  readonly network: string;
  readonly detail: string;
}

interface Event {
  readonly action: string;
  readonly at: string;
  readonly after: Readonly<Record<string, unknown>> | null;
}

const prefix = 'visitor.';

export function isSecurityEvent({ action }: Pick<Event, 'action'>): boolean {
  return action.startsWith(prefix);
}

/** “147 failed attempts to sign in”, or the plain act where it was one. */
export function securityAct(t: TFunction, event: Event): string {
  const { count } = valuesOf(event);
  const name = event.action.slice(prefix.length);
  const words = actionWords(t, event.action);
  // What a newer gate tells of has no words yet.
  const act = words === event.action ? t('security.other', { name }) : words;
  if (count <= 1) return act;
  return isIn(en.many, name)
    ? t(`security.many.${name}`, { count, replace: { count: count.toLocaleString(currentLanguage()) } })
    : t('security.times', { act, count });
}

/** Where it came from, by which means, and when where it was many: “from 203.0.113.0/24”, “with passkey”. */
export function securityDetails(t: TFunction, event: Event): string[] {
  const { count, since, network, detail } = valuesOf(event);
  return [
    ...(network === '' ? [] : [t('security.from', { network })]),
    ...(detail === '' ? [] : [rotationWords(t, event.action, detail) ?? detailWords(t, detail)]),
    ...(count <= 1 || since === null
      ? []
      : [t('security.between', { from: clockTime(since), to: clockTime(event.at) })]),
  ];
}

/** How a key was replaced, and the new one's name; null of anything else. */
function rotationWords(t: TFunction, action: string, detail: string): string | null {
  const [how = '', kid = ''] = detail.split(' ');
  if (action !== 'visitor.assertion_key_rotated' || !isIn(en.rotation, how)) return null;
  return t(`security.rotation.${how}`, { kid });
}

/** The means of signing in by their names; what else is told stands as it is, such as the name of a passkey. */
function detailWords(t: TFunction, detail: string): string {
  const parts = detail.split(', ');
  const known = parts.filter((part) => isIn(en.means, part));
  if (known.length < parts.length) return detail;
  return t('security.with', { means: known.map((part) => t(`security.means.${part}`)).join(' + ') });
}

function valuesOf({ after }: Event): SecurityValues {
  const text = (name: string) => (typeof after?.[name] === 'string' ? after[name] : '');
  return {
    count: typeof after?.count === 'number' ? after.count : 1,
    since: text('since') || null,
    network: text('network'),
    detail: text('detail'),
  };
}

function clockTime(at: string): string {
  return new Intl.DateTimeFormat(currentLanguage(), { timeStyle: 'short' }).format(new Date(at));
}

function isIn<Known extends object>(known: Known, name: PropertyKey): name is keyof Known {
  return Object.hasOwn(known, name);
}
