import type { GateDatabase } from '../context.ts';

/** The credentials of one address within one company. */
export interface Login {
  readonly id: string;
  readonly companyId: string;
  /** As typed; mail goes there. */
  readonly email: string;
  readonly emailCanonical: string;
  readonly emailVerifiedAt: Date | null;
  readonly passwordHash: string | null;
  readonly name: string;
  readonly language: string;
}

/** The sign-in of an address, or null. */
export async function findLogin(
  db: GateDatabase,
  companyId: string,
  by: { readonly emailCanonical: string } | { readonly loginId: string },
): Promise<Login | null> {
  const query = db
    .selectFrom('login')
    .select([
      'id',
      'company_id',
      'email',
      'email_canonical',
      'email_verified_at',
      'password_hash',
      'name',
      'language',
    ])
    .where('company_id', '=', companyId);
  const row = await ('loginId' in by
    ? query.where('id', '=', by.loginId)
    : query.where('email_canonical', '=', by.emailCanonical)
  ).executeTakeFirst();
  if (row === undefined) return null;
  return {
    id: row.id,
    companyId: row.company_id,
    email: row.email,
    emailCanonical: row.email_canonical,
    emailVerifiedAt: row.email_verified_at,
    passwordHash: row.password_hash,
    name: row.name,
    language: row.language,
  };
}
