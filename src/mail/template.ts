import { Liquid, type Template } from 'liquidjs';

/** What an owner's text may use of Liquid: a condition and a few filters; no loops, files or assignments. */
const allowedTags = ['if', 'unless', 'comment'];
const allowedFilters = ['default', 'upcase', 'downcase', 'capitalize', 'strip', 'truncate'];

const engine = makeEngine();

/** A variable that a text names, and the line of the text where it stands, from 1. */
export interface UsedVariable {
  readonly name: string;
  readonly line: number;
}

/**
 * Reads a text.
 * @throws LiquidError with the line, where a tag, filter or brace is not right
 */
export function parseTemplate(source: string): Template[] {
  return engine.parse(source);
}

/** The variables that a text uses, each place once. */
export function usedVariables(template: Template[]): UsedVariable[] {
  return Object.values(engine.analyzeSync(template, { partials: false }).variables)
    .flat()
    .map((variable) => ({
      name: variable.segments.length === 1 ? String(variable.segments[0]) : variable.toString(),
      line: variable.location.row,
    }));
}

/** Fills a text in. Values are plain text: what they hold is never read as Liquid. */
export function renderTemplate(
  template: Template[],
  values: Readonly<Record<string, string | boolean>>,
): string {
  return String(engine.renderSync(template, { ...values }));
}

function makeEngine(): Liquid {
  const liquid = new Liquid({
    strictFilters: true,
    strictVariables: true,
    ownPropertyOnly: true,
    lenientIf: true,
    // No text reads a file, whatever it says.
    templates: {},
    parseLimit: 100_000,
    renderLimit: 1000,
    memoryLimit: 10_000_000,
  });
  for (const tag of Object.keys(liquid.tags)) {
    if (!allowedTags.includes(tag)) delete liquid.tags[tag];
  }
  for (const filter of Object.keys(liquid.filters)) {
    if (!allowedFilters.includes(filter)) delete liquid.filters[filter];
  }
  return liquid;
}
