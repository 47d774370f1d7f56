-- The office: contact register, access, policy, texts, publications and audit (DESIGN §2).
-- Every table leads with company_id where it belongs to a company, so that it can be distributed by it.

CREATE FUNCTION office.plain(text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  RETURN lower(public.unaccent('public.unaccent'::regdictionary, $1));

-- One row: what belongs to the installation and to no company.
CREATE TABLE office.installation (
  singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
  id uuid NOT NULL,
  -- Ed25519 key pair (JWK) that signs the calls to the gates.
  link_key jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE office.company (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  language text NOT NULL,
  code text NOT NULL UNIQUE,
  next_contact_number bigint NOT NULL DEFAULT 10000,
  is_sample boolean NOT NULL DEFAULT false,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE office.licence (
  company_id uuid NOT NULL REFERENCES office.company ON DELETE CASCADE,
  id uuid NOT NULL,
  token text NOT NULL,
  holder text NOT NULL,
  valid_until timestamptz,
  entered_at timestamptz NOT NULL DEFAULT now(),
  entered_by text NOT NULL,
  PRIMARY KEY (company_id, id)
);

CREATE TABLE office.employee (
  id uuid PRIMARY KEY,
  email text NOT NULL,
  email_canonical text NOT NULL UNIQUE,
  name text NOT NULL,
  language text NOT NULL,
  password_hash text NOT NULL,
  last_signed_in_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE office.employee_role (
  company_id uuid NOT NULL REFERENCES office.company ON DELETE CASCADE,
  employee_id uuid NOT NULL REFERENCES office.employee ON DELETE CASCADE,
  role text NOT NULL CHECK (role IN ('administrator')),
  PRIMARY KEY (company_id, employee_id)
);
CREATE INDEX ON office.employee_role (employee_id);

CREATE TABLE office.session (
  token_hash bytea PRIMARY KEY,
  employee_id uuid NOT NULL REFERENCES office.employee ON DELETE CASCADE,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_seen_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL
);
CREATE INDEX ON office.session (employee_id);

CREATE TABLE office.setup_token (
  token_hash bytea PRIMARY KEY,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);

-- Counters of sign-in attempts (rate-limiter-flexible makes this shape its own; times are Unix milliseconds).
CREATE TABLE office.rate_limit (
  key varchar(255) PRIMARY KEY,
  points integer NOT NULL DEFAULT 0,
  expire bigint
);

CREATE TABLE office.contact (
  company_id uuid NOT NULL REFERENCES office.company ON DELETE CASCADE,
  id uuid NOT NULL,
  number text NOT NULL,
  name text NOT NULL,
  street text NOT NULL DEFAULT '',
  postcode text NOT NULL DEFAULT '',
  town text NOT NULL DEFAULT '',
  country text NOT NULL DEFAULT '',
  phone text NOT NULL DEFAULT '',
  email text NOT NULL DEFAULT '',
  registration_no text NOT NULL DEFAULT '',
  vat_no text NOT NULL DEFAULT '',
  types text[] NOT NULL DEFAULT '{}',
  price_group text NOT NULL DEFAULT '',
  language text NOT NULL DEFAULT '',
  active boolean NOT NULL DEFAULT true,
  -- The import that made it, if one did; its audit event then begins the contact's timeline.
  import_id uuid,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, number)
);
-- In byte order, so that a list sorts alike on every server and the beginning of a name is found by the same index.
CREATE INDEX contact_by_name ON office.contact (company_id, office.plain(name) COLLATE "C", id);
CREATE INDEX contact_by_town ON office.contact (company_id, office.plain(town) COLLATE "C", office.plain(name) COLLATE "C", id);
-- 900 before 1000: customer numbers are texts, most of them digits.
CREATE INDEX contact_by_number ON office.contact (company_id, length(number), number COLLATE "C");

CREATE TABLE office.contact_person (
  company_id uuid NOT NULL,
  id uuid NOT NULL,
  contact_id uuid NOT NULL,
  name text NOT NULL,
  email text NOT NULL DEFAULT '',
  phone text NOT NULL DEFAULT '',
  active boolean NOT NULL DEFAULT true,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, contact_id) REFERENCES office.contact ON DELETE CASCADE
);
CREATE INDEX ON office.contact_person (company_id, contact_id);

-- What a search looks through: number, name, town, e-mail, phones as digits, registration number and persons, plain.
CREATE TABLE office.contact_search (
  company_id uuid NOT NULL,
  contact_id uuid NOT NULL,
  words text NOT NULL,
  PRIMARY KEY (company_id, contact_id),
  FOREIGN KEY (company_id, contact_id) REFERENCES office.contact ON DELETE CASCADE
);
CREATE INDEX contact_search_words ON office.contact_search USING gin (company_id, words public.gin_trgm_ops);

-- Keys under which a contact is found as a candidate for an application, and counted (core/matching), as hashes that
-- the company goes into: one row and 8 bytes a key instead of a row a key, which a million contacts need.
CREATE TABLE office.contact_match_key (
  company_id uuid NOT NULL,
  contact_id uuid NOT NULL,
  keys bigint[] NOT NULL,
  PRIMARY KEY (company_id, contact_id),
  FOREIGN KEY (company_id, contact_id) REFERENCES office.contact ON DELETE CASCADE
);
CREATE INDEX contact_match_key_keys ON office.contact_match_key USING gin (keys);

-- Keys that very many contacts have, counted from time to time; all others are counted when asked for.
CREATE TABLE office.contact_match_count (
  company_id uuid NOT NULL REFERENCES office.company ON DELETE CASCADE,
  key bigint NOT NULL,
  count integer NOT NULL,
  counted_at timestamptz NOT NULL,
  PRIMARY KEY (company_id, key)
);

-- At most so many contacts that have a key. Through the index always: the planner knows nothing of the key.
CREATE FUNCTION office.contacts_with_key(company uuid, searched bigint, most integer) RETURNS SETOF uuid
  LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 50 SET enable_seqscan TO off SET enable_indexscan TO off AS
  $$ BEGIN RETURN QUERY SELECT contact_id FROM office.contact_match_key
     WHERE keys @> ARRAY[searched] AND company_id = company LIMIT most; END $$;

-- Contacts that an import has written and whose search words and match keys are still to be made. One that is deleted
-- meanwhile may stay: there is then nothing to make (a foreign key would cost an import of a million a fifth more).
CREATE TABLE office.contact_unindexed (
  company_id uuid NOT NULL,
  contact_id uuid NOT NULL,
  PRIMARY KEY (company_id, contact_id)
);

CREATE TABLE office.contact_import (
  company_id uuid NOT NULL REFERENCES office.company ON DELETE CASCADE,
  id uuid NOT NULL,
  file_name text NOT NULL,
  -- `uploading` is seen by nobody: the file is not complete.
  state text NOT NULL CHECK (state IN ('uploading', 'uploaded', 'checking', 'checked', 'importing', 'done', 'failed')),
  size bigint NOT NULL,
  encoding text NOT NULL,
  delimiter text NOT NULL,
  headers text[] NOT NULL,
  mapping jsonb NOT NULL,
  preview jsonb NOT NULL,
  progress jsonb NOT NULL DEFAULT '{"lines":0,"bytes":0}',
  counts jsonb NOT NULL DEFAULT '{"new":0,"changed":0,"same":0,"errors":0}',
  errors jsonb NOT NULL DEFAULT '[]',
  on_errors text,
  failure text,
  actor_id uuid,
  actor text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  -- When its lines were written to the register; what is left then is to index them.
  applied_at timestamptz,
  finished_at timestamptz,
  PRIMARY KEY (company_id, id)
);
CREATE INDEX contact_import_waiting ON office.contact_import (created_at) WHERE state IN ('uploading', 'checking', 'importing');
-- The uploaded file in pieces, so that any office process can go on with the import after a crash.
CREATE TABLE office.contact_import_chunk (
  company_id uuid NOT NULL,
  import_id uuid NOT NULL,
  number integer NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (company_id, import_id, number),
  FOREIGN KEY (company_id, import_id) REFERENCES office.contact_import ON DELETE CASCADE
);
ALTER TABLE office.contact_import_chunk ALTER COLUMN bytes SET STORAGE EXTERNAL;

-- A gate this office is paired with. Secrets never leave: the gate keeps only our public key.
CREATE TABLE office.gate (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  url text NOT NULL UNIQUE,
  -- Number of the last event imported; moved in the transaction that imports (I4, I5).
  cursor bigint NOT NULL DEFAULT 0,
  status jsonb,
  reachable boolean NOT NULL DEFAULT true,
  last_error text,
  last_seen_at timestamptz,
  paired_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE office.website (
  company_id uuid NOT NULL REFERENCES office.company ON DELETE CASCADE,
  id uuid NOT NULL,
  gate_id uuid NOT NULL REFERENCES office.gate,
  name text NOT NULL,
  public_url text NOT NULL,
  enabled boolean NOT NULL DEFAULT true,
  protection text NOT NULL CHECK (protection IN ('none', 'whole', 'part', 'voluntary')),
  paths text[] NOT NULL DEFAULT '{}',
  policy text NOT NULL CHECK (policy IN ('automatic', 'manual', 'known', 'owner_only')),
  link_mode text NOT NULL CHECK (link_mode IN ('automatic', 'manual')),
  origin jsonb NOT NULL,
  language text NOT NULL,
  sender_name text NOT NULL DEFAULT '',
  sender_email text NOT NULL DEFAULT '',
  copy_to text NOT NULL DEFAULT '',
  show_create_user boolean NOT NULL DEFAULT true,
  introduction jsonb NOT NULL DEFAULT '{"nl":"","en":""}',
  session_idle_minutes integer NOT NULL DEFAULT 480,
  session_hours integer NOT NULL DEFAULT 720,
  -- Rises with each account change of this website, under this row's lock; publication counts by it.
  revision bigint NOT NULL DEFAULT 0,
  published_revision bigint NOT NULL DEFAULT 0,
  -- How far a publication got that may have reached the gate without our knowing (I6); above published_revision
  -- only while one runs or after one failed.
  attempted_revision bigint NOT NULL DEFAULT 0,
  -- Rises with each change of settings or texts; so does a change of the licence.
  settings_revision bigint NOT NULL DEFAULT 1,
  published_settings_revision bigint NOT NULL DEFAULT 0,
  -- The settings as last published, to tell what changes.
  published_settings jsonb,
  removed_at timestamptz,
  last_published_at timestamptz,
  last_retrieved_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, id)
);
CREATE UNIQUE INDEX website_name ON office.website (company_id, lower(name)) WHERE removed_at IS NULL;

CREATE TABLE office.website_host (
  company_id uuid NOT NULL,
  website_id uuid NOT NULL,
  gate_id uuid NOT NULL REFERENCES office.gate,
  host text NOT NULL,
  position integer NOT NULL,
  PRIMARY KEY (company_id, website_id, host),
  UNIQUE (gate_id, host),
  FOREIGN KEY (company_id, website_id) REFERENCES office.website ON DELETE CASCADE
);

CREATE TABLE office.mail_text (
  company_id uuid NOT NULL,
  website_id uuid NOT NULL,
  event text NOT NULL,
  language text NOT NULL,
  subject text NOT NULL,
  body text NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now(),
  updated_by text NOT NULL,
  PRIMARY KEY (company_id, website_id, event, language),
  FOREIGN KEY (company_id, website_id) REFERENCES office.website ON DELETE CASCADE
);

CREATE TABLE office.account (
  company_id uuid NOT NULL,
  id uuid NOT NULL,
  website_id uuid NOT NULL,
  -- Null for an applicant who was declined without a contact being made of them.
  contact_id uuid,
  person_id uuid,
  email text NOT NULL,
  email_canonical text NOT NULL,
  email_verified_at timestamptz,
  status text NOT NULL CHECK (status IN ('pending', 'approved', 'declined', 'blocked')),
  reason text NOT NULL DEFAULT '',
  valid_from timestamptz,
  valid_until timestamptz,
  origin text NOT NULL CHECK (origin IN ('staff', 'application')),
  -- Revision of the website at which this account last changed; unpublished where above the website's published one.
  revision bigint NOT NULL,
  -- What the gate has, as src/office/accounts/account-content.ts writes it: status, address, validity and claims;
  -- null where the gate does not know the account.
  published jsonb,
  last_signed_in_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  -- Access removed; the row stays for the publication and the trail.
  ended_at timestamptz,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, website_id) REFERENCES office.website,
  FOREIGN KEY (company_id, contact_id) REFERENCES office.contact,
  FOREIGN KEY (company_id, person_id) REFERENCES office.contact_person
);
CREATE UNIQUE INDEX account_email ON office.account (company_id, website_id, email_canonical) WHERE ended_at IS NULL;
CREATE INDEX account_by_contact ON office.account (company_id, contact_id);
CREATE INDEX account_by_revision ON office.account (company_id, website_id, revision);
CREATE INDEX account_by_status ON office.account (company_id, status, website_id) WHERE ended_at IS NULL;

-- Append-only: what publication and its plan read, and what a rollback goes back to.
CREATE TABLE office.account_change (
  company_id uuid NOT NULL,
  website_id uuid NOT NULL,
  revision bigint NOT NULL,
  account_id uuid NOT NULL,
  before jsonb,
  after jsonb NOT NULL,
  actor_kind text NOT NULL,
  actor_name text NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, website_id, revision)
);
CREATE INDEX ON office.account_change (company_id, account_id, revision);

-- Registrations and changes of websites in manual mode, fetched from the gate and waiting for Get website data (R9);
-- and events that could not be imported, with the reason, so that one of them never stops the others (I4).
CREATE TABLE office.retrieved_event (
  company_id uuid NOT NULL REFERENCES office.company ON DELETE CASCADE,
  gate_id uuid NOT NULL,
  number bigint NOT NULL,
  website_id uuid NOT NULL,
  event jsonb NOT NULL,
  failure text,
  received_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, gate_id, number)
);

CREATE TABLE office.application (
  company_id uuid NOT NULL,
  id uuid NOT NULL,
  website_id uuid NOT NULL,
  gate_id uuid NOT NULL,
  event_number bigint NOT NULL,
  kind text NOT NULL CHECK (kind IN ('registration', 'change')),
  state text NOT NULL CHECK (state IN ('open', 'review_link', 'approved', 'declined', 'imported')),
  data jsonb NOT NULL,
  email text NOT NULL,
  email_canonical text NOT NULL,
  verdict text NOT NULL CHECK (verdict IN ('existing', 'verify', 'new')),
  proven boolean NOT NULL DEFAULT false,
  -- Candidates with scores and reasons (codes and parameters) as core/matching gave them.
  match jsonb NOT NULL,
  contact_id uuid,
  account_id uuid,
  decision jsonb,
  received_at timestamptz NOT NULL,
  decided_at timestamptz,
  decided_by text,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, gate_id, event_number),
  FOREIGN KEY (company_id, website_id) REFERENCES office.website
);
CREATE INDEX application_by_state ON office.application (company_id, state, received_at);

CREATE TABLE office.publication (
  company_id uuid NOT NULL,
  id uuid NOT NULL,
  website_id uuid NOT NULL,
  state text NOT NULL CHECK (state IN ('running', 'done', 'failed')),
  mode text NOT NULL CHECK (mode IN ('changes', 'snapshot', 'rollback')),
  from_revision bigint NOT NULL,
  to_revision bigint NOT NULL,
  settings_revision bigint,
  -- The plan as it was carried out: numbers and the first lines.
  plan jsonb NOT NULL,
  progress jsonb NOT NULL DEFAULT '{"done":0,"total":0}',
  failure text,
  actor text NOT NULL,
  rolls_back uuid,
  started_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, website_id) REFERENCES office.website
);
CREATE INDEX publication_by_time ON office.publication (company_id, started_at DESC);

-- Mails of the gates as they told us (link event mailV1).
CREATE TABLE office.mail (
  company_id uuid NOT NULL,
  id uuid NOT NULL,
  website_id uuid NOT NULL,
  account_id uuid,
  event text NOT NULL,
  language text NOT NULL,
  from_address text NOT NULL,
  to_address text NOT NULL,
  subject text NOT NULL,
  text text NOT NULL,
  html text NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'failed')),
  error text,
  attempts integer NOT NULL,
  created_at timestamptz NOT NULL,
  sent_at timestamptz,
  next_attempt_at timestamptz,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, website_id) REFERENCES office.website
);
CREATE INDEX mail_by_time ON office.mail (company_id, created_at DESC);
CREATE INDEX mail_by_state ON office.mail (company_id, state) WHERE state <> 'sent';

CREATE TABLE office.sign_in (
  company_id uuid NOT NULL,
  website_id uuid NOT NULL,
  account_id uuid NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (company_id, website_id, account_id, at)
);

CREATE TABLE office.audit_event (
  company_id uuid NOT NULL,
  id uuid NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  actor_kind text NOT NULL CHECK (actor_kind IN ('staff', 'visitor', 'policy', 'system')),
  actor_id uuid,
  actor_name text NOT NULL,
  action text NOT NULL,
  subject_kind text NOT NULL,
  subject_id uuid,
  subject_name text NOT NULL,
  -- The contact it concerns, for its timeline.
  contact_id uuid,
  before jsonb,
  after jsonb,
  PRIMARY KEY (company_id, id)
);
CREATE INDEX audit_by_time ON office.audit_event (company_id, at DESC, id DESC);
CREATE INDEX audit_by_contact ON office.audit_event (company_id, contact_id, at DESC) WHERE contact_id IS NOT NULL;
CREATE INDEX audit_by_subject ON office.audit_event (company_id, subject_id, at DESC);
CREATE FUNCTION office.refuse_change() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$;
CREATE TRIGGER append_only BEFORE UPDATE ON office.audit_event FOR EACH ROW EXECUTE FUNCTION office.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE ON office.account_change FOR EACH ROW EXECUTE FUNCTION office.refuse_change();
