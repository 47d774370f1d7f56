import { z } from 'zod';

/** Values for fields by their name, before anything is made up; ids of real records above all. */
export type KnownValues = Readonly<Record<string, unknown>>;

/**
 * An input that a contract's schema takes, for tests that call every procedure alike. Fields that may be left out are
 * left out unless their value is known.
 * @throws where the schema has something that this doesn't know how to fill in
 */
export function sampleInput(schema: z.core.$ZodType, known: KnownValues): unknown {
  const input = fill(schema, '', known);
  const parsed = z.safeParse(schema, input);
  if (!parsed.success) throw new Error(`no sample input: ${parsed.error.message}\n${JSON.stringify(input)}`);
  return input;
}

function fill(schema: z.core.$ZodType, name: string, known: KnownValues): unknown {
  if (name in known) return known[name];
  // The schemas are those of zod 4's classic API; its union of definitions is told apart by `type`.
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'object': {
      const entries = Object.entries(def.shape).map(([key, part]) => [key, fill(part, key, known)] as const);
      return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
    }
    case 'optional':
    case 'default':
    case 'prefault':
      return undefined;
    case 'nullable':
      return null;
    case 'array':
      return [fill(def.element, name, known)];
    case 'union':
      return fill(first(def.options), name, known);
    case 'pipe':
      return fill(def.in, name, known);
    case 'enum':
      return first(Object.values(def.entries));
    case 'literal':
      return first(def.values);
    case 'number':
      return 1;
    case 'boolean':
      return false;
    case 'string':
      return 'x';
    default:
      throw new Error(`a ${def.type} at ${name}`);
  }
}

function first<T>(values: readonly T[]): T {
  const [value] = values;
  if (value === undefined) throw new Error('nothing to choose from');
  return value;
}
