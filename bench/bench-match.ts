import { match } from '../src/core/matching/match.ts';
import type { MatchRegistration } from '../src/core/matching/types.ts';
import { findCandidatesOfMany } from '../src/office/contacts/match-keys/find-candidates.ts';
import type { BenchOffice } from './bench-office.ts';
import type { Figure } from './figures.ts';
import { makeContact, random } from './register.ts';

/** Compares applications with the register, half of them of contacts in it, as *Get website data* does. */
export async function benchMatch(bench: BenchOffice, rows: number, applications: number): Promise<Figure[]> {
  const registrations = makeRegistrations(rows, applications);
  const started = performance.now();
  let index = 0;
  let existing = 0;
  for await (const { candidates, statistics } of findCandidatesOfMany(
    bench.office.db,
    bench.staff.companyId,
    registrations,
  )) {
    const registration = registrations[index++];
    if (registration === undefined) break;
    if (match(registration, candidates, statistics).verdict === 'existing') existing += 1;
  }
  const seconds = (performance.now() - started) / 1000;
  return [
    { name: 'applications', value: applications, unit: '' },
    { name: 'of which existing', value: existing, unit: '' },
    {
      name: 'compared in',
      value: seconds,
      unit: 's',
      ...(applications === 10_000 ? { target: '≤ 60' } : {}),
    },
    { name: 'each', value: (1000 * seconds) / applications, unit: 'ms' },
  ];
}

function makeRegistrations(rows: number, count: number): MatchRegistration[] {
  const next = random(99);
  return Array.from({ length: count }, (_, index) => {
    // Every second one is a contact beyond the register: a stranger of the same kind.
    const contact = makeContact(Math.floor(next() * rows) + (index % 2) * rows * 2);
    const knows = (chance: number, value: string) => (next() < chance ? value : '');
    return {
      companyName: contact.name.replace(/ (?:BV|B\.V\.)$/, ''),
      registrationNo: knows(0.5, contact.registrationNo),
      vatNo: '',
      firstName: contact.firstName,
      lastName: contact.lastName,
      email: contact.email,
      phone: knows(0.7, contact.phone),
      street: knows(0.6, contact.street),
      postcode: knows(0.6, contact.postcode),
      town: knows(0.8, contact.town),
      country: 'NL',
      language: 'nl',
    };
  });
}
