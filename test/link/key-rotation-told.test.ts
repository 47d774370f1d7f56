import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Website } from '../../src/contract/websites.ts';
import {
  type RotationKind,
  renewAssertionKey,
  rotateAssertionKey,
} from '../../src/gate/identity/rotate-assertion-key.ts';
import { drainGate } from '../../src/office/applications/drain-gate.ts';
import { listAuditEvents } from '../../src/office/audit/list-audit-events.ts';
import type { Staff } from '../../src/office/context.ts';
import { createTestAccess } from '../support/access.ts';

const access = await createTestAccess();
const { office, link } = access;
const { gate, clock } = link;
afterAll(() => access.close());

const days = 90;
let ofOne: Staff;
let ofOther: Staff;
let websites: Website[];
beforeEach(async () => {
  await gate.db.deleteFrom('website').execute();
  await gate.db.deleteFrom('assertion_key').execute();
  // A gate's first key is there before any website.
  await renewAssertionKey(gate, days);
  ofOne = await access.createStaff();
  ofOther = await access.createStaff();
  websites = [];
  for (const staff of [ofOne, ofOne, ofOther]) {
    const website = await access.createWebsite(staff);
    await access.publish(staff, website.id);
    websites.push(website);
  }
});

/** What the company's audit log says of rotations, once the office has fetched all. */
async function told(staff: Staff) {
  await drainGate(office, link.gateId);
  const { items } = await listAuditEvents(office.db, staff, { limit: 200 });
  return items.filter(({ action }) => action === 'visitor.assertion_key_rotated');
}
/** Several processes of one gate, at once. */
const atOnce = (kind: RotationKind) =>
  Promise.all(Array.from({ length: 4 }, () => rotateAssertionKey(gate, kind)));
const keys = () => gate.db.selectFrom('assertion_key').selectAll().execute();

describe('R15: a key of assertions that is replaced', () => {
  test('by plan stands in the log of each website once, however many processes were asked', async () => {
    const [{ kid } = { kid: '' }] = await atOnce('planned');
    const entry = (website: Website | undefined) => ({
      actor: { kind: 'system', name: 'Gatehouse' },
      subject: { kind: 'website', id: website?.id, name: website?.name },
      after: { count: 1, detail: `planned ${kid}` },
    });
    const log = await told(ofOne);
    expect(log).toHaveLength(2);
    expect(log).toEqual(
      expect.arrayContaining(websites.slice(0, 2).map((one) => expect.objectContaining(entry(one)))),
    );
    expect(await told(ofOther)).toMatchObject([entry(websites[2])]);
  });

  test('by the clock is told once, whichever process finds it due', async () => {
    clock.move(days * 86_400_000);
    await Promise.all(Array.from({ length: 4 }, () => renewAssertionKey(gate, days)));
    const coming = (await keys()).find((key) => key.retired_at === null);
    expect(await told(ofOther)).toMatchObject([
      { at: clock.now().toISOString(), after: { detail: `planned ${coming?.kid}` } },
    ]);
    await renewAssertionKey(gate, days);
    expect(await told(ofOther)).toHaveLength(1);
  });

  test('at once, as one that leaked, is told as such', async () => {
    const { kid } = await rotateAssertionKey(gate, 'now');
    expect(await told(ofOther)).toMatchObject([{ after: { detail: `at_once ${kid}` } }]);
  });

  test('is told without a secret, and not where nothing was made', async () => {
    await rotateAssertionKey(gate, 'planned');
    expect(await rotateAssertionKey(gate, 'planned')).toMatchObject({ made: false });
    const log = await told(ofOther);
    expect(log).toHaveLength(1);
    for (const { key } of await keys()) expect(JSON.stringify(log)).not.toContain((key as { d: string }).d); // an Ed25519 JWK
  });
});
