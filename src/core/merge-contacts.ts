/** What of a contact can be filled in from a double of it. Number and name stay those of the one that is kept. */
export const mergedFields = [
  'street',
  'postcode',
  'town',
  'country',
  'phone',
  'email',
  'registrationNo',
  'vatNo',
  'priceGroup',
  'language',
] as const;
export type MergedField = (typeof mergedFields)[number];

/** An address belongs together: half of one is worse than none. */
const addressFields: readonly MergedField[] = ['street', 'postcode', 'town', 'country'];

interface Mergeable extends Readonly<Record<MergedField, string>> {
  readonly types: readonly string[];
}

/**
 * What the kept contact takes over from its double: each field that it has nothing in, its address only as a whole, and
 * the kinds of both. Nothing that it has is overwritten.
 */
export function takenOver(
  kept: Mergeable,
  double: Mergeable,
): { readonly fields: Partial<Record<MergedField, string>>; readonly types: readonly string[] } {
  const hasAddress = addressFields.some((field) => field !== 'country' && kept[field] !== '');
  const fields: Partial<Record<MergedField, string>> = {};
  for (const field of mergedFields) {
    if (hasAddress && addressFields.includes(field)) continue;
    if (kept[field] === '' && double[field] !== '') fields[field] = double[field];
  }
  return { fields, types: [...new Set([...kept.types, ...double.types])] };
}
