import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '../../src/core/uuid.ts';
import { startLink } from '../../src/link/gate/start-link.ts';
import {
  changesOf,
  createTestLink,
  publishedAccount,
  type TestLink,
  websiteSettings,
} from '../support/link.ts';

let link: TestLink;
const of = { websiteId: newId(), companyId: newId() };
beforeEach(async () => {
  link = await createTestLink();
});
afterEach(() => link.close());

test('R6, R7: a publication over the link is applied, told to the office as mail, and counted in the status', async () => {
  const account = publishedAccount({ email: 'Zoë@Müller.example', personName: 'Zoë Müller' });
  const publication = changesOf(of, 0, 1);
  const message = { publication, website: websiteSettings(), accounts: [account] };
  expect(await link.gates.publish(link.gateId, message)).toEqual({
    publicationId: publication.publicationId,
    part: 0,
    repeated: false,
    appliedRevision: 1,
    mails: 1,
    sessionsEnded: 0,
  });
  // The answer was lost: asking again tells the same and does nothing.
  expect(await link.gates.publish(link.gateId, message)).toMatchObject({ repeated: true, mails: 1 });
  expect(await link.gates.status(link.gateId)).toMatchObject({
    mailConfigured: false,
    mailServer: null,
    websites: [{ id: of.websiteId, settingsRevision: 1, appliedRevision: 1 }],
  });
  const events = await link.gates.events(link.gateId, { after: 0, limit: 10, waitSeconds: 0 });
  expect(events).toMatchObject([
    { type: 'mailV1', accountId: account.id, event: 'approved', to: 'Zoë@Müller.example', state: 'waiting' },
  ]);
});

test('I5: a gap is an answer, everything else a refusal with the gate’s reason', async () => {
  const publish = (
    website = websiteSettings(),
    values = changesOf(of, 0, 1),
    accounts = [publishedAccount()],
  ) => link.gates.publish(link.gateId, { publication: values, website, accounts });
  expect(await publish(websiteSettings(), changesOf(of, 4, 5))).toEqual({ code: 'gap', expected: 0 });
  await publish();
  const other = { websiteId: newId(), companyId: newId() };
  await expect(publish(websiteSettings(), changesOf(other, 0, 1))).rejects.toMatchObject({
    code: 'link_refused',
    params: { code: 'host_taken', reason: expect.stringContaining('partners.example.com') },
  });
  const shared = [publishedAccount({ email: 'a@example.com' }), publishedAccount({ email: 'A@example.com' })];
  await expect(publish(websiteSettings(), changesOf(of, 1, 2), shared)).rejects.toMatchObject({
    code: 'link_refused',
    params: { code: 'link_message_invalid' },
  });
  await expect(link.gates.resendMail(link.gateId, newId())).rejects.toMatchObject({
    code: 'link_refused',
    params: { code: 'not_found' },
  });
  await expect(link.gates.status(newId())).rejects.toMatchObject({ code: 'not_found' });
  expect(await link.gate.db.selectFrom('account').select('id').execute()).toHaveLength(1);
});

test('I6: with the gate down nothing is lost, and the same publication goes through when it is back', async () => {
  await link.gates.status(link.gateId);
  const { port } = link.listener;
  await link.listener.close();
  const message = {
    publication: changesOf(of, 0, 1),
    website: websiteSettings(),
    accounts: [publishedAccount()],
  };
  await expect(link.gates.publish(link.gateId, message)).rejects.toMatchObject({ code: 'gate_unreachable' });
  const again = await startLink({ ...link.gate, config: { ...link.gate.config, LINK_PORT: port } });
  try {
    expect(await link.gates.publish(link.gateId, message)).toMatchObject({ appliedRevision: 1 });
  } finally {
    await again.close();
  }
});

test('a port that is taken is told with what to do', async () => {
  const config = { ...link.gate.config, LINK_PORT: link.listener.port };
  await expect(startLink({ ...link.gate, config })).rejects.toThrow(/LINK_PORT/);
});

test('a gate that was set up anew at the same address takes over the websites of the one before', async () => {
  const { createPairingCode } = await import('../../src/link/gate/pairing.ts');
  const newGate = newId();
  await link.gate.db.updateTable('installation').set({ id: newGate }).execute();
  await expect(link.gates.status(link.gateId)).rejects.toMatchObject({ code: 'link_refused' });
  const paired = await link.gates.pair(link.listener.url, await createPairingCode(link.gate));
  expect(paired.gateId).toBe(newGate);
  expect((await link.gates.status(newGate)).gateId).toBe(newGate);
  const gates = await link.office.kysely
    .selectFrom('gate')
    .select(['id', 'url'])
    .orderBy('paired_at')
    .execute();
  expect(gates).toEqual([
    { id: link.gateId, url: `replaced:${link.gateId}` },
    { id: newGate, url: link.listener.url },
  ]);
});
