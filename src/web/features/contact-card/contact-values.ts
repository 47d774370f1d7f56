import { z } from 'zod';
import { type Contact, contactType } from '../../../contract/contacts.ts';

/** What the form holds while one types; whether it can be saved is the contract's matter. */
export const contactValues = z.object({
  number: z.string(),
  name: z.string(),
  street: z.string(),
  postcode: z.string(),
  town: z.string(),
  country: z.string(),
  phone: z.string(),
  email: z.string(),
  registrationNo: z.string(),
  vatNo: z.string(),
  types: z.array(contactType),
  priceGroup: z.string(),
  language: z.string(),
});
export type ContactValues = z.infer<typeof contactValues>;
export type ContactValueName = keyof ContactValues;

/** A contact's values as the form shows them. */
export function valuesOf(contact: Contact): ContactValues {
  return contactValues.parse(contact);
}

export const emptyContact: ContactValues = {
  number: '',
  name: '',
  street: '',
  postcode: '',
  town: '',
  country: 'NL',
  phone: '',
  email: '',
  registrationNo: '',
  vatNo: '',
  types: ['customer'],
  priceGroup: '',
  language: '',
};

/** The fields in which two versions of a contact differ. */
export function differences(one: ContactValues, other: ContactValues): ContactValueName[] {
  return contactValues
    .keyof()
    .options.filter((name) => JSON.stringify(one[name]) !== JSON.stringify(other[name]));
}
