import type { ColumnType, Generated } from 'kysely';

/** jsonb: what comes out is unchecked and is parsed where it is used; what goes in is a JSON text. */
type JsonColumn = ColumnType<unknown, string, string>;
type DefaultedJsonColumn = ColumnType<unknown, string | undefined, string>;
type NullableJsonColumn = ColumnType<unknown, string | null | undefined, string | null>;

/** The tables of the schema `gate`, as the migrations make them. */
export interface GateTables {
  installation: InstallationTable;
  link_nonce: LinkNonceTable;
  website: WebsiteTable;
  website_host: WebsiteHostTable;
  account: AccountTable;
  login: LoginTable;
  passkey: PasskeyTable;
  passkey_challenge: PasskeyChallengeTable;
  recovery_code: RecoveryCodeTable;
  sign_in_step: SignInStepTable;
  registration: RegistrationTable;
  visitor_request: VisitorRequestTable;
  throttle: ThrottleTable;
  session: SessionTable;
  token: TokenTable;
  event_counter: EventCounterTable;
  event: EventTable;
  mail: MailTable;
  mail_setup: MailSetupTable;
  publication: PublicationTable;
  news: NewsTable;
  assertion_key: AssertionKeyTable;
  security_tally: SecurityTallyTable;
}

export interface InstallationTable {
  singleton: Generated<boolean>;
  id: string;
  name: string;
  form_key: Buffer;
  office_id: string | null;
  office_key: NullableJsonColumn;
  pairing_code_hash: Buffer | null;
  pairing_code_expires_at: Date | null;
  pairing_code_used_at: Date | null;
  created_at: Generated<Date>;
}

export interface LinkNonceTable {
  nonce: string;
  seen_at: Generated<Date>;
}

export interface WebsiteTable {
  id: string;
  company_id: string;
  settings: JsonColumn;
  settings_revision: number;
  applied_revision: Generated<number>;
  updated_at: Generated<Date>;
}

export interface WebsiteHostTable {
  host: string;
  website_id: string;
}

export interface AccountTable {
  website_id: string;
  id: string;
  company_id: string;
  email: string;
  email_canonical: string;
  status: string;
  reason: Generated<string>;
  valid_from: Date | null;
  valid_until: Date | null;
  contact_active: Generated<boolean>;
  contact_number: Generated<string>;
  contact_name: Generated<string>;
  person_name: Generated<string>;
  contact_types: Generated<string[]>;
  price_group: Generated<string>;
  language: Generated<string>;
  revision: number;
  snapshot_id: string | null;
  details: NullableJsonColumn;
  created_at: Generated<Date>;
  deletion_asked_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
  deletion_refused: NullableJsonColumn;
}

export interface LoginTable {
  company_id: string;
  id: string;
  email: string;
  email_canonical: string;
  email_verified_at: Date | null;
  password_hash: string | null;
  password_changed_at: Date | null;
  name: Generated<string>;
  language: Generated<string>;
  created_at: Generated<Date>;
  second_factor: Generated<boolean>;
  totp_secret: Buffer | null;
  totp_confirmed_at: Date | null;
  totp_last_step: number | null;
}

export interface PasskeyTable {
  company_id: string;
  login_id: string;
  id: string;
  rp_id: string;
  public_key: Buffer;
  counter: Generated<number>;
  transports: Generated<string[]>;
  aaguid: Generated<string>;
  backed_up: Generated<boolean>;
  name: string;
  created_at: Generated<Date>;
  last_used_at: Date | null;
}

export interface PasskeyChallengeTable {
  challenge: string;
  website_id: string;
  purpose: string;
  login_id: string | null;
  expires_at: Date;
}

export interface RecoveryCodeTable {
  company_id: string;
  login_id: string;
  code_hash: Buffer;
  created_at: Generated<Date>;
  used_at: Date | null;
}

export interface SignInStepTable {
  token_hash: Buffer;
  company_id: string;
  website_id: string;
  login_id: string;
  methods: string[];
  keep: Generated<boolean>;
  return_path: Generated<string>;
  created_at: Generated<Date>;
  expires_at: Date;
}

export interface RegistrationTable {
  id: string;
  company_id: string;
  website_id: string;
  email: string;
  email_canonical: string;
  password_hash: string;
  data: JsonColumn;
  language: string;
  return_path: Generated<string>;
  created_at: Generated<Date>;
  expires_at: Date;
  verified_at: Date | null;
}

export interface VisitorRequestTable {
  id: string;
  kind: string;
  company_id: string;
  website_id: string;
  email: string;
  email_canonical: string;
  language: string;
  password_hash: string | null;
  data: NullableJsonColumn;
  return_path: Generated<string>;
  created_at: Generated<Date>;
  attempts: Generated<number>;
  next_attempt_at: Generated<Date>;
  done_at: Date | null;
  keep: Generated<boolean>;
}

export interface ThrottleTable {
  key: string;
  points: Generated<number>;
  expire: number | null;
}

export interface SessionTable {
  token_hash: Buffer;
  id: string;
  website_id: string;
  company_id: string;
  login_id: string;
  created_at: Generated<Date>;
  last_seen_at: Generated<Date>;
  expires_at: Date;
  methods: Generated<string[]>;
  strong: Generated<boolean>;
  keep: Generated<boolean>;
  user_agent: Generated<string>;
  address: Generated<string>;
}

export interface TokenTable {
  token_hash: Buffer;
  purpose: string;
  website_id: string;
  company_id: string;
  registration_id: string | null;
  login_id: string | null;
  email_canonical: string;
  created_at: Generated<Date>;
  expires_at: Date;
  used_at: Date | null;
  account_id: Generated<string | null>;
  return_path: Generated<string>;
  keep: Generated<boolean>;
}

export interface AssertionKeyTable {
  kid: string;
  key: JsonColumn;
  created_at: Generated<Date>;
  signs_from: Date;
  retired_at: Date | null;
}

export interface SecurityTallyTable {
  website_id: string;
  company_id: string;
  event: string;
  email: Generated<string>;
  network: Generated<string>;
  minute: Date;
  count: Generated<number>;
}

export interface EventCounterTable {
  singleton: Generated<boolean>;
  last: Generated<number>;
  acknowledged: Generated<number>;
}

export interface EventTable {
  number: number;
  id: string;
  company_id: string;
  website_id: string;
  type: string;
  data: JsonColumn;
  at: Generated<Date>;
}

export interface MailTable {
  id: string;
  company_id: string;
  website_id: string;
  account_id: string | null;
  account_revision: number | null;
  publication_id: string | null;
  event: string;
  language: string;
  message_id: string;
  from_address: string;
  to_address: string;
  bcc_address: Generated<string>;
  subject: string;
  text: string;
  html: string;
  state: Generated<string>;
  attempts: Generated<number>;
  error: string | null;
  notice: string | null;
  created_at: Generated<Date>;
  next_attempt_at: Generated<Date>;
  locked_until: Date | null;
  delivered_at: Date | null;
  sent_at: Date | null;
  secret_links: DefaultedJsonColumn;
}

export interface MailSetupTable {
  singleton: Generated<boolean>;
  configured: Generated<boolean>;
  from_address: Generated<string>;
}

export interface PublicationTable {
  website_id: string;
  id: string;
  part: number;
  mode: string;
  from_revision: number;
  to_revision: number;
  counts: JsonColumn;
  applied_at: Generated<Date>;
}

/** Written by triggers only; see the migration. `transaction` is an xid8, as text. */
export interface NewsTable {
  number: ColumnType<string, never, never>;
  transaction: ColumnType<string, never, never>;
  session_id: string | null;
  website_id: string | null;
  at: Generated<Date>;
}
