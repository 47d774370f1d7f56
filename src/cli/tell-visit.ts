import type { Language, Translated } from '../core/language.ts';
import { isAboutPerson, type VisitStep } from '../core/visit/visit-step.ts';
import { tellStep } from '../core/visit/visit-words.ts';
import type { ExplainedVisit } from '../gate/explain/explain-visit-at-gate.ts';

const words = {
  entersClosed: { en: 'Gets in.', nl: 'Komt binnen.' },
  entersKnown: {
    en: 'Gets in: the page is open to everybody. Once signed in, the website is told who it is.',
    nl: 'Komt binnen: de pagina is open voor iedereen. Na inloggen hoort de website wie het is.',
  },
  entersGuest: {
    en: 'Gets in: the page is open to everybody. The website is not told who it is; below is why.',
    nl: 'Komt binnen: de pagina is open voor iedereen. De website hoort niet wie het is; hieronder staat waarom.',
  },
  keptOut: { en: 'Does not get in.', nl: 'Komt niet binnen.' },
  person: { en: 'Who the website is told about:', nl: 'Over wie de website hoort:' },
} as const satisfies Readonly<Record<string, Translated>>;

/** The explanation as lines of text, each step with its mark and, where it helps, what to do. */
export function tellVisit(visit: ExplainedVisit, language: Language): string {
  const { website, host, target, email, account, at, open } = visit;
  const { name } = website.settings;
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  const contact =
    account === null || account.contactName === ''
      ? ''
      : `, ${account.contactName} (${account.contactNumber})`;
  const lines = [
    `${email}${contact}`,
    `${host}${target}, ${name}, ${time.format(at)}`,
    '',
    verdict(visit, language),
    '',
  ];
  const names = { website: name, host, email };
  let headed = false;
  for (const step of visit.steps) {
    if (open && !headed && isAboutPerson(step.rule)) {
      lines.push('', words.person[language]);
      headed = true;
    }
    const { what, advice } = tellStep(step, names, language, (when) => time.format(when));
    lines.push(`  ${mark(step)} ${what}`);
    if (advice !== null) lines.push(`      → ${advice}`);
  }
  return `${lines.join('\n')}\n`;
}

function verdict({ allowed, open, identified }: ExplainedVisit, language: Language): string {
  const key = !allowed ? 'keptOut' : !open ? 'entersClosed' : identified ? 'entersKnown' : 'entersGuest';
  return words[key][language];
}

function mark({ passed }: VisitStep): string {
  if (passed === null) return '·';
  return passed ? '✓' : '✗';
}
