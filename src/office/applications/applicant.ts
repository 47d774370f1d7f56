import type { ApplicationData } from '../../contract/applications.ts';
import type { ContactInput } from '../../contract/contacts.ts';
import { parseEmailAddress } from '../../core/email-address.ts';
import type { AccountContent } from '../accounts/account-content.ts';

/** The person's name as typed. */
export function personNameOf(data: ApplicationData): string {
  return `${data.firstName} ${data.lastName}`.replace(/\s+/g, ' ').trim();
}

/** What to call an applicant in a list and in the audit log. */
export function applicantName(data: ApplicationData): string {
  return personNameOf(data) || data.companyName.trim() || data.email;
}

/**
 * A new contact as the applicant typed it (R11); the customer number is given by the register. Somebody without a
 * company is a private customer.
 */
export function newContactOf(data: ApplicationData): ContactInput {
  const companyName = line(data.companyName, 200);
  const country = data.country.trim().toUpperCase();
  return {
    number: '',
    name: companyName || line(applicantName(data), 200),
    street: line(data.street, 200),
    postcode: line(data.postcode, 20),
    town: line(data.town, 100),
    country: /^[A-Z]{2}$/.test(country) ? country : '',
    phone: line(data.phone, 50),
    email: parseEmailAddress(data.email)?.typed ?? '',
    registrationNo: line(data.registrationNo, 50),
    vatNo: line(data.vatNo, 50),
    types: companyName === '' ? ['customer', 'private'] : ['customer'],
    priceGroup: '',
    language: line(data.language, 10),
  };
}

/** The contact person of a company's applicant; a private customer needs none beside the contact. */
export function newPersonOf(data: ApplicationData): { name: string; email: string; phone: string } | null {
  const name = line(personNameOf(data), 200);
  if (name === '' || data.companyName.trim() === '') return null;
  return { name, email: parseEmailAddress(data.email)?.typed ?? '', phone: '' };
}

/** What was typed as the register takes it: one line without control characters, no longer than the field. */
export function line(text: string, longest: number): string {
  return text
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, longest);
}

/** What a gate has of somebody who registered there and waits. */
export function pendingAtGate(data: ApplicationData): AccountContent {
  return {
    status: 'pending',
    email: data.email,
    reason: '',
    validFrom: null,
    validUntil: null,
    contactId: null,
    personId: null,
    contactActive: false,
    contactNumber: '',
    contactName: data.companyName,
    personName: personNameOf(data),
    contactTypes: [],
    priceGroup: '',
    language: data.language,
  };
}
