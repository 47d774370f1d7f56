import { newId } from '../../src/core/uuid.ts';
import type { Authenticator } from './authenticator.ts';
import { approved, type TestGate, type TestWebsite } from './gate.ts';
import { addPasskey } from './passkeys.ts';
import { codeOf, setUpApp } from './second-factor.ts';
import { goodPassword, type Visitor, type VisitorPage } from './visitor.ts';

/** Somebody with an app, a passkey and recovery codes, who uses two websites of one company. */
export interface CarefulPerson {
  readonly shop: TestWebsite;
  readonly partner: TestWebsite;
  readonly email: string;
  /** Of the account on the shop, as the office asks for a reset. */
  readonly account: { readonly companyId: string; readonly websiteId: string; readonly accountId: string };
  readonly secret: string;
  readonly codes: readonly string[];
  readonly authenticator: Authenticator;
  /** Signed in on the shop. */
  readonly atShop: Visitor;
  /** Signed in on the other website. */
  readonly atPartner: Visitor;
}

export async function createCarefulPerson(gate: TestGate, language = 'nl'): Promise<CarefulPerson> {
  const companyId = newId();
  const shop = await gate.publish({ name: 'Webshop', companyName: 'Groothandel Jansen' }, companyId);
  const partner = await gate.publish({ name: 'Partnerweb' }, companyId);
  const email = `kwijt-${newId().slice(-8)}@example.com`;
  const { visitor: atShop, account } = await approved(gate, shop, email, { language });
  await gate.account(partner, { email, status: 'approved' });
  const { secret, codes } = await setUpApp(gate, atShop);
  const { authenticator } = await addPasskey(shop, atShop);
  const atPartner = gate.visitor(partner);
  const step = await atPartner.signIn(email, goodPassword);
  gate.clock.move(30_000);
  await atPartner.submit(step, { code: codeOf(gate, secret) }, { having: 'code' });
  await gate.database.kysely.updateTable('login').set({ language }).where('email', '=', email).execute();
  return {
    ...{ shop, partner, email, secret, codes, authenticator, atShop, atPartner },
    account: { companyId, websiteId: shop.id, accountId: account.id },
  };
}

/** A browser that got the password right and is asked for the second step. */
export async function halfSignedIn(
  gate: TestGate,
  { shop, email }: CarefulPerson,
): Promise<{ visitor: Visitor; step: VisitorPage }> {
  const visitor = gate.visitor(shop);
  return { visitor, step: await visitor.signIn(email, goodPassword) };
}

/** All that stands in the database of ways to sign in, whatever the person's id. */
export async function waysOf(gate: TestGate, { account, email }: CarefulPerson) {
  const { kysely } = gate.database;
  const login = await kysely
    .selectFrom('login')
    .selectAll()
    .where('company_id', '=', account.companyId)
    .where('email_canonical', '=', email)
    .executeTakeFirstOrThrow();
  const count = async (table: 'passkey' | 'recovery_code' | 'session' | 'sign_in_step') =>
    (await kysely.selectFrom(table).select('login_id').where('login_id', '=', login.id).execute()).length;
  return {
    login,
    passkeys: await count('passkey'),
    codes: await count('recovery_code'),
    sessions: await count('session'),
    steps: await count('sign_in_step'),
  };
}
