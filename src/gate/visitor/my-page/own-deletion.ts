import { deletionAnswer, isDeletionWaiting } from '../../../core/deletion-refusal.ts';
import type { GateDatabase } from '../../context.ts';
import { findAccounts, type VisitorAccount } from '../../logins/find-account.ts';
import type { Session } from '../../sessions/session.ts';
import { findWebsites } from './find-websites.ts';

/** A website where somebody's request to be deleted was not granted. */
export interface RefusedDeletion {
  readonly siteName: string;
  readonly askedAt: Date;
  readonly decidedAt: Date;
  readonly reason: string;
}

/** How somebody's requests to be deleted stand: each website of the company has an owner's decision of its own. */
export interface OwnDeletion {
  /** When the oldest request that waits was made; null where none waits. */
  readonly askedAt: Date | null;
  /** Names of the websites whose answer is still to come. */
  readonly waitingSites: readonly string[];
  /** Whether there are websites that no request waits for. */
  readonly mayAsk: boolean;
  /** Refusals that nothing was asked after, newest first. */
  readonly refused: readonly RefusedDeletion[];
}

/** The accounts that a request can be about: those that the person has now, on all websites of the company. */
export async function accountsToDelete(
  db: GateDatabase,
  session: Pick<Session, 'companyId' | 'emailCanonical'>,
): Promise<VisitorAccount[]> {
  const accounts = await findAccounts(db, session.companyId, session.emailCanonical);
  return accounts.filter(({ status }) => status !== 'ended');
}

/** How the requests of a sign-in stand. A website that is gone needs no answer. */
export async function ownDeletion(
  db: GateDatabase,
  session: Pick<Session, 'companyId' | 'emailCanonical'>,
): Promise<OwnDeletion> {
  const accounts = await accountsToDelete(db, session);
  const waiting = accounts.filter(isDeletionWaiting);
  const answered = accounts.flatMap((account) => {
    const answer = deletionAnswer(account);
    return answer === null ? [] : [{ account, answer }];
  });
  const sites = await findWebsites(
    db,
    session.companyId,
    [...waiting, ...answered.map(({ account }) => account)].map(({ websiteId }) => websiteId),
  );
  const nameOf = ({ websiteId }: VisitorAccount): string => sites.get(websiteId)?.settings.name ?? '';
  const asked = waiting.flatMap(({ deletionAskedAt }) => (deletionAskedAt === null ? [] : [deletionAskedAt]));
  return {
    askedAt: asked.sort((a, b) => a.getTime() - b.getTime())[0] ?? null,
    waitingSites: waiting.map(nameOf),
    mayAsk: waiting.length < accounts.length,
    refused: answered
      .map(({ account, answer }) => ({
        siteName: nameOf(account),
        askedAt: account.deletionAskedAt ?? new Date(answer.askedAt),
        decidedAt: new Date(answer.at),
        reason: answer.reason,
      }))
      .sort((a, b) => b.decidedAt.getTime() - a.decidedAt.getTime()),
  };
}
