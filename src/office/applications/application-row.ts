import type { Selectable } from 'kysely';
import { z } from 'zod';
import { type ApplicationData, applicationData } from '../../contract/applications.ts';
import { AppError } from '../../core/errors.ts';
import type { ApplicationTable } from '../../database/office-tables.ts';
import type { Actor, OfficeTransaction } from '../context.ts';
import { type StoredMatch, storedMatch } from './stored-match.ts';

/** What was decided of an application, as it is kept with it. */
export const storedDecision = z.object({
  decision: z.enum(['approve', 'decline', 'import']),
  reason: z.string(),
  overwrite: z.array(z.string()),
  /** The contact that was made of this application, where one was. */
  madeContactId: z.uuid().nullable(),
});
export type StoredDecision = z.infer<typeof storedDecision>;

/** An application with its unchecked columns read. */
export interface ApplicationRecord extends Omit<Selectable<ApplicationTable>, 'data' | 'match' | 'decision'> {
  readonly data: ApplicationData;
  readonly match: StoredMatch;
  readonly decision: StoredDecision | null;
}

export function readRecord(row: Selectable<ApplicationTable>): ApplicationRecord {
  return {
    ...row,
    data: applicationData.parse(row.data),
    match: storedMatch.parse(row.match),
    decision: row.decision === null ? null : storedDecision.parse(row.decision),
  };
}

/** An application, locked. @throws AppError `not_found` */
export async function lockApplication(
  trx: OfficeTransaction,
  companyId: string,
  applicationId: string,
): Promise<ApplicationRecord> {
  const row = await trx
    .selectFrom('application')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('id', '=', applicationId)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw new AppError('not_found');
  return readRecord(row);
}

/** Notes what was decided of an application, by whom and when. */
export async function noteDecision(
  trx: OfficeTransaction,
  application: { readonly company_id: string; readonly id: string; readonly version: number },
  decided: {
    readonly state: string;
    readonly contactId: string | null;
    readonly accountId: string | null;
    readonly decision: StoredDecision | null;
    readonly actor: Actor;
    readonly at: Date;
  },
): Promise<void> {
  await trx
    .updateTable('application')
    .set({
      state: decided.state,
      contact_id: decided.contactId,
      account_id: decided.accountId,
      decision: decided.decision === null ? null : JSON.stringify(decided.decision),
      decided_at: decided.at,
      decided_by: decided.actor.name,
      version: application.version + 1,
    })
    .where('company_id', '=', application.company_id)
    .where('id', '=', application.id)
    .execute();
}

/** The policy and the system itself, as the audit log names them. */
export const policyActor: Actor = { kind: 'policy', id: null, name: 'Gatehouse' };
export const systemActor: Actor = { kind: 'system', id: null, name: 'Gatehouse' };
