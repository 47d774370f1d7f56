import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { approved, startTestGate, type TestGate, type TestWebsite } from '../support/gate.ts';
import { goodPassword, type Visitor, type VisitorPage } from '../support/visitor.ts';

let gate: TestGate;
beforeAll(async () => {
  gate = await startTestGate();
});
afterAll(() => gate.stop());

/** Signs in, and lets `meanwhile` happen to the sign-in after the password was looked at and before the session. */
async function signInDuring(
  website: TestWebsite,
  email: string,
  meanwhile: { email_canonical: string; email_verified_at: null } | { password_hash: string },
): Promise<{ visitor: Visitor; page: VisitorPage }> {
  const visitor = gate.visitor(website);
  const form = await visitor.get('/_gate/sign-in');
  let answer: Promise<VisitorPage> | undefined;
  await gate.database.kysely.transaction().execute(async (trx) => {
    const { id } = await trx
      .selectFrom('login')
      .select('id')
      .where('email_canonical', '=', email)
      .forUpdate()
      .executeTakeFirstOrThrow();
    answer = visitor.submit(form, { email, password: goodPassword });
    await new Promise((resolve) => setTimeout(resolve, 700));
    await trx.updateTable('login').set(meanwhile).where('id', '=', id).execute();
    await trx.deleteFrom('session').where('login_id', '=', id).execute();
  });
  if (answer === undefined) throw new Error('Nobody signed in.');
  return { visitor, page: await answer };
}

describe('a sign-in while the sign-in itself changes', () => {
  it('I2: a password that was changed meanwhile opens no session any more', async () => {
    const website = await gate.publish();
    await approved(gate, website, 'wissel@example.com');
    const { visitor, page } = await signInDuring(website, 'wissel@example.com', { password_hash: 'other' });
    expect(visitor.cookies.has('gate')).toBe(false);
    expect(page.text).toContain('horen niet bij elkaar');
  });

  it('I2, case 13: an address that was corrected meanwhile opens no session before it is proven', async () => {
    const website = await gate.publish();
    await approved(gate, website, 'oud@example.com');
    const { visitor } = await signInDuring(website, 'oud@example.com', {
      email_canonical: 'nieuw@example.com',
      email_verified_at: null,
    });
    expect(visitor.cookies.has('gate')).toBe(false);
  });
});
