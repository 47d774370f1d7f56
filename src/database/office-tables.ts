import type { ColumnType, Generated } from 'kysely';

/** jsonb: what comes out is unchecked and is parsed where it is used; what goes in is a JSON text. */
type JsonColumn = ColumnType<unknown, string, string>;
type NullableJsonColumn = ColumnType<unknown, string | null | undefined, string | null>;
type DefaultedJsonColumn = ColumnType<unknown, string | undefined, string>;

/** The tables of the schema `office`, as the migrations make them. */
export interface OfficeTables {
  installation: InstallationTable;
  company: CompanyTable;
  licence: LicenceTable;
  employee: EmployeeTable;
  employee_role: EmployeeRoleTable;
  session: SessionTable;
  setup_token: SetupTokenTable;
  rate_limit: RateLimitTable;
  contact: ContactTable;
  contact_person: ContactPersonTable;
  contact_search: ContactSearchTable;
  contact_match_key: ContactMatchKeyTable;
  contact_match_count: ContactMatchCountTable;
  contact_unindexed: ContactUnindexedTable;
  contact_import: ContactImportTable;
  contact_import_chunk: ContactImportChunkTable;
  gate: GateTable;
  website: WebsiteTable;
  website_host: WebsiteHostTable;
  mail_text: MailTextTable;
  account: AccountTable;
  account_change: AccountChangeTable;
  retrieved_event: RetrievedEventTable;
  application: ApplicationTable;
  publication: PublicationTable;
  mail: MailTable;
  sign_in: SignInTable;
  audit_event: AuditEventTable;
  erased_address: ErasedAddressTable;
  contact_merge: ContactMergeTable;
}

export interface InstallationTable {
  singleton: Generated<boolean>;
  id: string;
  link_key: JsonColumn;
  created_at: Generated<Date>;
}

export interface CompanyTable {
  id: string;
  name: string;
  language: string;
  code: string;
  next_contact_number: Generated<number>;
  is_sample: Generated<boolean>;
  version: Generated<number>;
  created_at: Generated<Date>;
}

export interface LicenceTable {
  company_id: string;
  id: string;
  token: string;
  holder: string;
  valid_until: Date | null;
  entered_at: Generated<Date>;
  entered_by: string;
}

export interface EmployeeTable {
  id: string;
  email: string;
  email_canonical: string;
  name: string;
  language: string;
  password_hash: string;
  last_signed_in_at: Date | null;
  created_at: Generated<Date>;
}

export interface EmployeeRoleTable {
  company_id: string;
  employee_id: string;
  role: string;
}

export interface SessionTable {
  token_hash: Buffer;
  employee_id: string;
  created_at: Generated<Date>;
  last_seen_at: Generated<Date>;
  expires_at: Date;
}

export interface SetupTokenTable {
  token_hash: Buffer;
  created_at: Generated<Date>;
  expires_at: Date;
  used_at: Date | null;
}

export interface RateLimitTable {
  key: string;
  points: Generated<number>;
  expire: number | null;
}

export interface ContactTable {
  company_id: string;
  id: string;
  number: string;
  name: string;
  street: Generated<string>;
  postcode: Generated<string>;
  town: Generated<string>;
  country: Generated<string>;
  phone: Generated<string>;
  email: Generated<string>;
  registration_no: Generated<string>;
  vat_no: Generated<string>;
  types: Generated<string[]>;
  price_group: Generated<string>;
  language: Generated<string>;
  active: Generated<boolean>;
  import_id: string | null;
  version: Generated<number>;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
}

export interface ContactPersonTable {
  company_id: string;
  id: string;
  contact_id: string;
  name: string;
  email: Generated<string>;
  phone: Generated<string>;
  active: Generated<boolean>;
  version: Generated<number>;
  created_at: Generated<Date>;
}

export interface ContactSearchTable {
  company_id: string;
  contact_id: string;
  words: string;
}

export interface ContactMatchKeyTable {
  company_id: string;
  contact_id: string;
  keys: number[];
}

export interface ContactMatchCountTable {
  company_id: string;
  key: number;
  count: number;
  counted_at: Date;
}

export interface ContactUnindexedTable {
  company_id: string;
  contact_id: string;
}

export interface ContactImportTable {
  company_id: string;
  id: string;
  file_name: string;
  state: string;
  size: number;
  encoding: string;
  delimiter: string;
  headers: string[];
  mapping: JsonColumn;
  preview: JsonColumn;
  progress: DefaultedJsonColumn;
  counts: DefaultedJsonColumn;
  errors: DefaultedJsonColumn;
  on_errors: string | null;
  failure: string | null;
  actor_id: string | null;
  actor: string;
  created_at: Generated<Date>;
  applied_at: Date | null;
  finished_at: Date | null;
}

export interface ContactImportChunkTable {
  company_id: string;
  import_id: string;
  number: number;
  bytes: Buffer;
}

export interface GateTable {
  id: string;
  name: string;
  url: string;
  cursor: Generated<number>;
  status: NullableJsonColumn;
  reachable: Generated<boolean>;
  last_error: string | null;
  last_seen_at: Date | null;
  paired_at: Generated<Date>;
}

export interface WebsiteTable {
  company_id: string;
  id: string;
  gate_id: string;
  name: string;
  public_url: string;
  enabled: Generated<boolean>;
  protection: string;
  paths: Generated<string[]>;
  policy: string;
  link_mode: string;
  origin: JsonColumn;
  language: string;
  sender_name: Generated<string>;
  sender_email: Generated<string>;
  copy_to: Generated<string>;
  show_create_user: Generated<boolean>;
  introduction: DefaultedJsonColumn;
  session_idle_minutes: Generated<number>;
  session_hours: Generated<number>;
  sign_in: DefaultedJsonColumn;
  look: DefaultedJsonColumn;
  sign_up_form: DefaultedJsonColumn;
  revision: Generated<number>;
  published_revision: Generated<number>;
  attempted_revision: Generated<number>;
  settings_revision: Generated<number>;
  published_settings_revision: Generated<number>;
  published_settings: NullableJsonColumn;
  removed_at: Date | null;
  last_published_at: Date | null;
  last_retrieved_at: Date | null;
  version: Generated<number>;
  created_at: Generated<Date>;
}

export interface WebsiteHostTable {
  company_id: string;
  website_id: string;
  gate_id: string;
  host: string;
  position: number;
}

export interface MailTextTable {
  company_id: string;
  website_id: string;
  event: string;
  language: string;
  subject: string;
  body: string;
  updated_at: Generated<Date>;
  updated_by: string;
}

export interface AccountTable {
  company_id: string;
  id: string;
  website_id: string;
  contact_id: string | null;
  person_id: string | null;
  email: string;
  email_canonical: string;
  email_verified_at: Date | null;
  status: string;
  reason: Generated<string>;
  valid_from: Date | null;
  valid_until: Date | null;
  origin: string;
  revision: number;
  published: NullableJsonColumn;
  last_signed_in_at: Date | null;
  version: Generated<number>;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
  ended_at: Date | null;
  deletion_refused: NullableJsonColumn;
  erase_asked_at: Generated<Date | null>;
  erased_at: Generated<Date | null>;
}

export interface AccountChangeTable {
  company_id: string;
  website_id: string;
  revision: number;
  account_id: string;
  before: NullableJsonColumn;
  after: JsonColumn;
  actor_kind: string;
  actor_name: string;
  at: Generated<Date>;
}

export interface RetrievedEventTable {
  company_id: string;
  gate_id: string;
  number: number;
  website_id: string;
  event: JsonColumn;
  failure: string | null;
  received_at: Generated<Date>;
}

export interface ApplicationTable {
  company_id: string;
  id: string;
  website_id: string;
  gate_id: string;
  event_number: number;
  kind: string;
  state: string;
  data: JsonColumn;
  email: string;
  email_canonical: string;
  verdict: string;
  proven: Generated<boolean>;
  match: JsonColumn;
  contact_id: string | null;
  account_id: string | null;
  decision: NullableJsonColumn;
  received_at: Date;
  decided_at: Date | null;
  decided_by: string | null;
  version: Generated<number>;
  erased_at: Generated<Date | null>;
}

export interface PublicationTable {
  company_id: string;
  id: string;
  website_id: string;
  state: string;
  mode: string;
  from_revision: number;
  to_revision: number;
  settings_revision: number | null;
  plan: JsonColumn;
  progress: DefaultedJsonColumn;
  failure: string | null;
  actor: string;
  rolls_back: string | null;
  started_at: Generated<Date>;
  finished_at: Date | null;
}

export interface MailTable {
  company_id: string;
  id: string;
  website_id: string;
  account_id: string | null;
  event: string;
  language: string;
  from_address: string;
  to_address: string;
  subject: string;
  text: string;
  html: string;
  state: string;
  error: string | null;
  attempts: number;
  created_at: Date;
  sent_at: Date | null;
  next_attempt_at: Date | null;
  erased_at: Generated<Date | null>;
}

export interface SignInTable {
  company_id: string;
  website_id: string;
  account_id: string;
  at: Date;
}

export interface AuditEventTable {
  company_id: string;
  id: string;
  at: Generated<Date>;
  actor_kind: string;
  actor_id: string | null;
  actor_name: string;
  action: string;
  subject_kind: string;
  subject_id: string | null;
  subject_name: string;
  contact_id: string | null;
  website_id: Generated<string | null>;
  before: NullableJsonColumn;
  after: NullableJsonColumn;
  erased_at: Generated<Date | null>;
}

export interface ErasedAddressTable {
  company_id: string;
  website_id: string;
  hash: Buffer;
  erased_at: Date;
}

export interface ContactMergeTable {
  company_id: string;
  double_id: string;
  contact_id: string;
}
