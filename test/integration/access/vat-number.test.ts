import diagnostics from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { afterAll, expect, it } from 'vitest';
import { decideApplication } from '../../../src/office/applications/decide-application.ts';
import { listApplications, readApplication } from '../../../src/office/applications/read-applications.ts';
import { retrieveWebsiteData } from '../../../src/office/applications/retrieve-website-data.ts';
import { getContact } from '../../../src/office/contacts/get-contact.ts';
import { createTestAccess } from '../../support/access.ts';

const access = await createTestAccess();
const { office } = access;
afterAll(() => access.close());

/** Where the process connects to, other than this machine. */
function watchConnections(): { readonly outside: string[]; stop(): void } {
  const outside: string[] = [];
  const see = (message: unknown): void => {
    const { socket } = message as { socket: Socket }; // as Node documents the channel
    socket.once('connect', () => {
      const { remoteAddress = '' } = socket;
      if (!/^(127\.|::1$|::ffff:127\.|$)/.test(remoteAddress)) outside.push(remoteAddress);
    });
    socket.once('lookup', (_error, _address, _family, host) => {
      if (host !== 'localhost' && !/^127\.|^::1$/.test(host)) outside.push(host);
    });
  };
  diagnostics.subscribe('net.client.socket', see);
  return { outside, stop: () => diagnostics.unsubscribe('net.client.socket', see) };
}

/** Names of values anywhere in a record. */
function namesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [name, ...namesIn(inner)]);
}

it('case 36: a VAT number is never called valid or invalid: nobody outside is asked, so that none can be down', async () => {
  const staff = await access.createStaff();
  const website = await access.createWebsite(staff, { policy: 'manual' });
  await access.publish(staff, website.id);
  const connections = watchConnections();
  // One of the right form that nobody has, and one of no form at all: both are kept as they were typed.
  for (const [email, vatNo] of [
    ['een@voorbeeld.nl', 'NL000000000B00'],
    ['twee@voorbeeld.nl', 'weet ik niet'],
  ] as const) {
    await access.signUp(website, staff, { email, vatNo, companyName: `Firma ${email}` });
    await retrieveWebsiteData(office, staff, website.id);
    const { items } = await listApplications(office.db, staff, { limit: 10, state: 'waiting' });
    const waiting = await readApplication(
      office.db,
      staff,
      items.find((one) => one.email === email)?.id ?? '',
    );
    expect(waiting.data.vatNo).toBe(vatNo);
    const decided = await decideApplication(office, staff, {
      applicationId: waiting.id,
      decision: { decision: 'approve', contact: { kind: 'new' }, overwrite: [], reason: '' },
      version: waiting.version,
    });
    const contact = await getContact(office.db, staff.companyId, decided.contact?.id ?? '');
    expect(contact.vatNo).toBe(vatNo);
    for (const record of [waiting, decided, contact])
      expect(namesIn(record).filter((name) => /vat.*(valid|check|state)|^(in)?valid$/i.test(name))).toEqual(
        [],
      );
  }
  connections.stop();
  expect(connections.outside).toEqual([]);
});
