import type { Kysely, Transaction } from 'kysely';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { ApplicationData } from '../contract/applications.ts';
import type { Clock } from '../core/clock.ts';
import type { Language } from '../core/language.ts';
import type { OfficeTables } from '../database/office-tables.ts';
import type { Gates } from '../link/office/gates.ts';

export type OfficeDatabase = Kysely<OfficeTables>;
export type OfficeTransaction = Transaction<OfficeTables>;

/** What every use case of the office works with. */
export interface Office {
  readonly db: OfficeDatabase;
  readonly clock: Clock;
  readonly log: Logger;
  readonly config: Config;
  /** The paired gates; the office starts every call to them. */
  readonly gates: Gates;
  /** Lets made-up visitors sign up at the gate; there where the gate runs in this process, for the sample company. */
  readonly registerVisitors?: (visitors: readonly SampleVisitor[]) => Promise<void>;
}

/** A made-up visitor who signs up at a website of the sample company, with a verified address. */
export interface SampleVisitor {
  readonly websiteId: string;
  readonly data: ApplicationData;
  readonly password: string;
}

/** Who does something, as the audit log names them. */
export interface Actor {
  readonly kind: 'staff' | 'visitor' | 'policy' | 'system';
  readonly id: string | null;
  readonly name: string;
}

/** An employee at work in one company: what authorisation gives, and what use cases take (I8). */
export interface Staff {
  readonly companyId: string;
  readonly employeeId: string;
  readonly language: Language;
  readonly actor: Actor;
}

/** What a route knows of its request. */
export interface RequestContext {
  readonly office: Office;
  /** The signed-in employee, or null. */
  readonly employee: SignedInEmployee | null;
  readonly language: Language;
  /** Sets or clears the session cookie of the answer. */
  readonly setSession: (token: string | null) => void;
  readonly sessionToken: string | null;
  readonly remoteAddress: string;
}

export interface SignedInEmployee {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly language: Language;
  readonly companies: ReadonlySet<string>;
}
