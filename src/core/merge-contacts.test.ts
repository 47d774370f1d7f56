import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergedFields, takenOver } from './merge-contacts.ts';

const empty = Object.fromEntries(mergedFields.map((field) => [field, ''])) as Record<
  (typeof mergedFields)[number],
  string
>; // one entry for each field

describe('merging two contacts', () => {
  test('case 8: takes over what is missing, and the kinds of both', () => {
    const kept = { ...empty, phone: '020-1', types: ['customer'] };
    const double = { ...empty, phone: '020-2', email: 'info@kat.nl', types: ['partner', 'customer'] };
    expect(takenOver(kept, double)).toEqual({
      fields: { email: 'info@kat.nl' },
      types: ['customer', 'partner'],
    });
  });

  test('an address is taken over whole or not at all', () => {
    const double = { ...empty, street: 'Dam 1', postcode: '1012 JS', town: 'Amsterdam', types: [] };
    expect(takenOver({ ...empty, types: [] }, double).fields).toMatchObject({ town: 'Amsterdam' });
    expect(takenOver({ ...empty, town: 'Utrecht', types: [] }, double).fields).toEqual({});
  });

  test('case 8: nothing that the kept one has is overwritten, whatever the double holds', () => {
    const side = fc.record({
      ...Object.fromEntries(mergedFields.map((field) => [field, fc.constantFrom('', 'x', 'y')])),
      types: fc.subarray(['customer', 'partner']),
    }) as unknown as fc.Arbitrary<Parameters<typeof takenOver>[0]>; // one arbitrary for each field
    fc.assert(
      fc.property(side, side, (kept, double) => {
        const { fields } = takenOver(kept, double);
        for (const field of mergedFields) {
          if (fields[field] !== undefined) expect([kept[field], fields[field]]).toEqual(['', double[field]]);
        }
      }),
    );
  });
});
