import { canonicalEmail } from '../../src/core/email-address.ts';
import { newId } from '../../src/core/uuid.ts';
import { withTransaction } from '../../src/database/transaction.ts';
import { createSession } from '../../src/gate/sessions/create-session.ts';
import { askDeletion, takeBackDeletion } from '../../src/gate/visitor/my-page/ask-deletion.ts';
import { type OwnDeletion, ownDeletion } from '../../src/gate/visitor/my-page/own-deletion.ts';
import { readPublishedWebsite } from '../../src/gate/websites/published-website.ts';
import { decideApplication } from '../../src/office/applications/decide-application.ts';
import type { DecisionInput } from '../../src/office/applications/decision-input.ts';
import { listApplications, readApplication } from '../../src/office/applications/read-applications.ts';
import type { Staff } from '../../src/office/context.ts';
import type { TestAccess } from './access.ts';

/** Somebody at the gate who asks to be deleted, by what My page does; no sign-in and no page is needed. */
export interface Asker {
  ask(): ReturnType<typeof askDeletion>;
  takeBack(): Promise<boolean>;
  /** What My page says of it. */
  standing(): Promise<OwnDeletion>;
}

export async function createAsker(
  access: TestAccess,
  website: { readonly id: string },
  email: string,
): Promise<Asker> {
  const { gate } = access.link;
  const row = await gate.db.selectFrom('website').selectAll().where('id', '=', website.id).executeTakeFirst();
  const published = row === undefined ? null : readPublishedWebsite(row);
  if (published === null) throw new Error('the website is not published');
  const emailCanonical = canonicalEmail(email) ?? '';
  // Who signs up at the gate has one; so has who was approved.
  await gate.db
    .insertInto('login')
    .values({
      company_id: published.companyId,
      id: newId(),
      email,
      email_canonical: emailCanonical,
      email_verified_at: null,
      password_hash: null,
      password_changed_at: null,
    })
    .onConflict((conflict) => conflict.columns(['company_id', 'email_canonical']).doNothing())
    .execute();
  const login = await gate.db
    .selectFrom('login')
    .select('id')
    .where('company_id', '=', published.companyId)
    .where('email_canonical', '=', emailCanonical)
    .executeTakeFirstOrThrow();
  const origin = { methods: ['password'], keep: false, userAgent: '', address: '192.0.2.1' } as const;
  const { id } = await withTransaction({ kysely: gate.db }, (trx) =>
    createSession(trx, gate.clock, { website: published, loginId: login.id, origin }),
  );
  const session = {
    id,
    companyId: published.companyId,
    loginId: login.id,
    email,
    emailCanonical,
    name: 'Anna de Vries',
  };
  const request = { website: published, session, language: 'nl', address: '192.0.2.1' };
  return {
    ask: () => askDeletion(gate, request),
    takeBack: () => takeBackDeletion(gate, request),
    standing: () => ownDeletion(gate.db, session),
  };
}

/** Staff's decision about the newest request of a website that was not granted or taken back yet. */
export async function decideRequest(
  { office }: TestAccess,
  staff: Staff,
  website: { readonly id: string },
  values: Partial<DecisionInput> = {},
) {
  const { items } = await listApplications(office.db, staff, {
    limit: 100,
    state: 'all',
    websiteId: website.id,
  });
  const request = items.find(
    ({ kind, state }) => kind === 'deletion' && (state === 'open' || state === 'declined'),
  );
  const { id, version } = await readApplication(office.db, staff, request?.id ?? '');
  return decideApplication(office, staff, {
    applicationId: id,
    decision: { decision: 'approve', contact: null, overwrite: [], reason: '', ...values },
    version,
  });
}
