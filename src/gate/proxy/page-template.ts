import { escapeHtml } from '../check/plain-page.ts';
import type { WhoIsThere } from '../check/who-is-there.ts';

/**
 * What pages of a folder may say about their visitor, as comments in their HTML:
 *
 *   <!--#gatehouse name -->          also: email, company, contact, groups, price-group, language
 *   <!--#gatehouse if signed-in --> … <!--#gatehouse else --> … <!--#gatehouse end -->
 *   conditions: signed-in, price-group NAME, group NAME, language CODE; each also with `not` before it
 *
 * `signed-in` is somebody with access. What a condition leaves out is not sent. Values are escaped.
 */
export interface PageTemplate {
  render(who: WhoIsThere): string;
  /** Directives that mean nothing; they show nothing. */
  readonly mistakes: readonly string[];
}

type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'value'; readonly of: (who: WhoIsThere) => string }
  | {
      readonly kind: 'choice';
      readonly holds: (who: WhoIsThere) => boolean;
      readonly whenTrue: Part[];
      readonly whenFalse: Part[];
    };

/** Also mistyped ones: who leaves a blank or a capital in must not show prices to everybody. */
const beginning = /<!--\s*#\s*gatehouse/gi;

/** Whether a page has anything to fill in. */
export function hasDirectives(html: string): boolean {
  return html.search(beginning) >= 0;
}

interface Directive {
  readonly index: number;
  readonly end: number;
  readonly words: readonly string[];
  /** Written as it has to be. */
  readonly isWhole: boolean;
}

/** The directives of a page with their places. Each character is looked at once, whatever the page holds. */
function* directivesOf(html: string): Generator<Directive> {
  const search = new RegExp(beginning);
  for (let found = search.exec(html); found !== null; found = search.exec(html)) {
    const [start] = found;
    const { index } = found;
    const close = html.indexOf('>', index);
    const end = close < 0 ? html.length : close + 1;
    const inner = html.slice(index + start.length, close < 0 ? end : close);
    const isEnded = close >= 0 && inner.endsWith('--');
    const words = (isEnded ? inner.slice(0, -2) : inner).trim().split(/\s+/);
    yield { index, end, words, isWhole: isEnded && start === '<!--#gatehouse' && /^\s/.test(inner) };
    search.lastIndex = end;
  }
}

/**
 * Reads a page. Closed on doubt: a condition that is never ended reaches to the end of the page, a comment that never ends
 * too, and one that is mistyped never holds.
 */
export function readPageTemplate(html: string): PageTemplate {
  const mistakes: string[] = [];
  const root: Part[] = [];
  const open: { choice: Extract<Part, { kind: 'choice' }>; into: Part[] }[] = [];
  const add = (part: Part): void => void (open.at(-1)?.into ?? root).push(part);
  let from = 0;
  for (const { index, end, words, isWhole } of directivesOf(html)) {
    add({ kind: 'text', text: html.slice(from, index) });
    from = end;
    const whole = html.slice(index, end);
    const [word = '', ...rest] = words;
    const current = open.at(-1);
    const value = values.get(word);
    if (word.toLowerCase() === 'if') {
      const holds = isWhole && word === 'if' ? readCondition(rest) : null;
      if (holds === null) mistakes.push(whole);
      const choice = { kind: 'choice' as const, holds: holds ?? never, whenTrue: [], whenFalse: [] };
      add(choice);
      open.push({ choice, into: choice.whenTrue });
    } else if (!isWhole) {
      mistakes.push(whole);
    } else if (word === 'else' && current !== undefined) {
      current.into = current.choice.whenFalse;
    } else if (word === 'end' && current !== undefined) {
      open.pop();
    } else if (value !== undefined && rest.length === 0) {
      add({ kind: 'value', of: value });
    } else {
      mistakes.push(whole);
    }
  }
  add({ kind: 'text', text: html.slice(from) });
  if (open.length > 0) mistakes.push('if without end');
  return { mistakes, render: (who) => renderParts(root, who) };
}

function renderParts(parts: readonly Part[], who: WhoIsThere): string {
  return parts
    .map((part) => {
      if (part.kind === 'text') return part.text;
      if (part.kind === 'value') return escapeHtml(part.of(who));
      return renderParts(part.holds(who) ? part.whenTrue : part.whenFalse, who);
    })
    .join('');
}

const values: ReadonlyMap<string, (who: WhoIsThere) => string> = new Map([
  ['name', (who: WhoIsThere) => who.name],
  ['email', (who: WhoIsThere) => who.email],
  ['company', (who: WhoIsThere) => who.company],
  ['contact', (who: WhoIsThere) => who.contact],
  ['groups', (who: WhoIsThere) => who.groups.join(', ')],
  ['price-group', (who: WhoIsThere) => who.priceGroup],
  ['language', (who: WhoIsThere) => who.language],
]);

/** Never true, not even behind `not`: a condition that means nothing shows only what stands behind `else`. */
const never = (): boolean => false;

function readCondition(words: readonly string[]): ((who: WhoIsThere) => boolean) | null {
  if (words[0] === 'not') {
    const holds = readCondition(words.slice(1));
    return holds === null ? null : (who) => !holds(who);
  }
  const [what, ...rest] = words;
  const wanted = rest.join(' ').toLowerCase();
  if (what === 'signed-in') return wanted === '' ? (who) => who.access : null;
  if (wanted === '') return null;
  if (what === 'price-group') return (who) => who.access && who.priceGroup.toLowerCase() === wanted;
  if (what === 'language') return (who) => who.language.toLowerCase() === wanted;
  if (what === 'group') {
    return (who) => who.access && who.groups.some((group) => group.toLowerCase() === wanted);
  }
  return null;
}
