import type { AccountV1, WebsiteV1 } from '../../src/contract/link.ts';
import { longestLogo, lookSettings, signInSettings } from '../../src/contract/website-settings.ts';
import type { VisitorLanguage } from '../../src/core/language.ts';
import { newId } from '../../src/core/uuid.ts';
import { largestLogo } from './example-logo.ts';
import { approved, registered, type TestGate, type TestWebsite } from './gate.ts';
import { ownAnswers, ownForm } from './own-form.ts';
import { addPasskey } from './passkeys.ts';
import type { Visitor } from './visitor.ts';

/**
 * Who looks at a page. waiting: applied, signed in a while ago, and asked to be deleted. member: has access, signed in on
 * several devices. careful: has access, a passkey and an app, a second step at each sign-in, and was refused to be
 * deleted.
 */
export type Onlooker = 'nobody' | 'waiting' | 'member' | 'careful';

/** A website with people, to look at all its visitor pages. */
export interface VisitorScene {
  readonly website: TestWebsite;
  /** Others of the same company: with voluntary sign-in; one that demands a second step; one without accounts. */
  readonly sisters: Readonly<Record<'voluntary' | 'strict' | 'empty', TestWebsite>>;
  readonly people: Readonly<Record<Onlooker, { readonly email: string; readonly visitor: Visitor }>>;
  /** Makes it the language of everybody who has a sign-in. */
  speak(language: VisitorLanguage): Promise<void>;
}

/** A look as owners choose them: a logo as large as it may be, and a colour on which only black can be read. */
export const ownLook = lookSettings.parse({
  logo: largestLogo(longestLogo),
  accent: '#ffc72c',
  footText: {
    nl: 'De Haan Transportcentrum BV, Havenweg 4, Rotterdam. Vragen? Bel 010 123 45 67.',
    en: 'De Haan Transportcentrum BV, Havenweg 4, Rotterdam. Questions? Call 010 123 45 67.',
    de: 'De Haan Transportcentrum BV, Havenweg 4, Rotterdam. Fragen? Tel. 010 123 45 67.',
    no: 'De Haan Transportcentrum BV, Havenweg 4, Rotterdam. Spørsmål? Ring 010 123 45 67.',
  },
});

const browsers = [
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0',
];

export async function createVisitorScene(
  gate: TestGate,
  host: string,
  settings: Partial<WebsiteV1>,
): Promise<VisitorScene> {
  const companyId = newId();
  const publish = (name: string, own: Partial<WebsiteV1>): Promise<TestWebsite> => {
    const publicUrl = `http://${name}:${gate.running.gatePort}`;
    return gate.publish({ ...settings, ...own, hosts: [name], publicUrl }, companyId);
  };
  const signIn = signInSettings.parse({ magicLink: true, keepSignedIn: true });
  const website = await publish(host, { signIn, signUpForm: ownForm });
  const required = signInSettings.parse({ secondFactor: 'required' });
  const strict = await publish(`klanten-${host}`, { name: 'Klantportaal', signIn: required });
  const voluntary = await publish(`shop-${host}`, {
    name: 'Webshop',
    protection: 'voluntary',
    paths: ['/x'],
  });
  const empty = await publish(`docs-${host}`, { name: 'Technische documentatie' });

  const email = (name: string): string => `${name}@${host}`;
  const member = await approved(gate, website, email('sanne.bakker'), bakker, ownAnswers);
  await gate.account(strict, { email: email('sanne.bakker'), status: 'approved' });
  await gate.account(voluntary, { email: email('sanne.bakker'), status: 'pending' });
  await signedInElsewhere(gate, website, email('sanne.bakker'));
  const waiting = await registered(gate, website, email('piet.smit'), ownAnswers);
  await askedAWhileAgo(gate, companyId, email('piet.smit'));
  const careful = await approved(gate, website, email('eva.de.wit'), {}, ownAnswers);
  await addPasskey(website, careful.visitor);
  await withApp(gate, companyId, email('eva.de.wit'));
  await refusedAWhileAgo(gate, website, careful.account);
  return {
    website,
    sisters: { voluntary, strict, empty },
    people: {
      nobody: { email: email('niemand'), visitor: gate.visitor(website) },
      waiting: { email: email('piet.smit'), visitor: waiting },
      member: { email: email('sanne.bakker'), visitor: member.visitor },
      careful: { email: email('eva.de.wit'), visitor: careful.visitor },
    },
    async speak(language) {
      const { kysely } = gate.database;
      await kysely.updateTable('login').set({ language }).where('company_id', '=', companyId).execute();
      await gate.running.settle();
    },
  };
}

const bakker = { contactNumber: '10342', contactName: 'Bakker Techniek B.V.', personName: 'Sanne Bakker' };

async function loginOf(gate: TestGate, companyId: string, email: string): Promise<string> {
  const { id } = await gate.database.kysely
    .selectFrom('login')
    .select('id')
    .where('company_id', '=', companyId)
    .where('email_canonical', '=', email)
    .executeTakeFirstOrThrow();
  return id;
}

async function askedAWhileAgo(gate: TestGate, companyId: string, email: string): Promise<void> {
  const id = await loginOf(gate, companyId, email);
  const ago = (minutes: number): Date => new Date(gate.clock.now().getTime() - minutes * 60_000);
  const { kysely } = gate.database;
  await kysely
    .updateTable('session')
    .set({ created_at: ago(20) })
    .where('login_id', '=', id)
    .execute();
  await kysely
    .updateTable('account')
    .set({ deletion_asked_at: ago(2000) })
    .where('company_id', '=', companyId)
    .where('email_canonical', '=', email)
    .execute();
}

async function refusedAWhileAgo(gate: TestGate, website: TestWebsite, account: AccountV1): Promise<void> {
  const ago = (minutes: number): Date => new Date(gate.clock.now().getTime() - minutes * 60_000);
  await gate.database.kysely
    .updateTable('account')
    .set({ deletion_asked_at: ago(3000) })
    .where('website_id', '=', website.id)
    .where('id', '=', account.id)
    .execute();
  await gate.account(website, {
    ...account,
    deletionRefused: {
      askedAt: ago(3000).toISOString(),
      at: ago(1500).toISOString(),
      reason: 'U hebt nog twee bestellingen open staan. Zodra die geleverd zijn, verwijderen wij uw account.',
    },
  });
}

async function withApp(gate: TestGate, companyId: string, email: string): Promise<void> {
  const now = gate.clock.now();
  await gate.database.kysely
    .updateTable('login')
    .set({ second_factor: true, totp_secret: Buffer.alloc(20, 7), totp_confirmed_at: now })
    .where('id', '=', await loginOf(gate, companyId, email))
    .execute();
}

async function signedInElsewhere(gate: TestGate, website: TestWebsite, email: string): Promise<void> {
  const login_id = await loginOf(gate, website.companyId, email);
  const ago = (hours: number): Date => new Date(gate.clock.now().getTime() - hours * 3_600_000);
  await gate.database.kysely
    .insertInto('session')
    .values(
      browsers.map((user_agent, index) => ({
        token_hash: Buffer.from(newId()),
        id: newId(),
        website_id: website.id,
        company_id: website.companyId,
        login_id,
        created_at: ago(30 * index + 3),
        last_seen_at: ago(2 * index + 1),
        expires_at: ago(-72),
        user_agent,
        address: `192.0.2.${index + 17}`,
      })),
    )
    .execute();
}
