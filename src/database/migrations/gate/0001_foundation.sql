-- The gate: replica of what was published, sign-in, sessions, events for the office and the mail outbox (DESIGN §2).

CREATE TABLE gate.installation (
  singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
  id uuid NOT NULL,
  name text NOT NULL,
  -- Ed25519 key pair (JWK) that signs Gatehouse-Assertion.
  assertion_key jsonb NOT NULL,
  -- Key of the form tokens (CSRF), 256 bit.
  form_key bytea NOT NULL,
  -- The office this gate is paired with; its public key is pinned (DESIGN §4).
  office_id uuid,
  office_key jsonb,
  pairing_code_hash bytea,
  pairing_code_expires_at timestamptz,
  pairing_code_used_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- Numbers of link requests seen, so that none is taken twice (I5). Rows older than two minutes go.
CREATE TABLE gate.link_nonce (
  nonce text PRIMARY KEY,
  seen_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE gate.website (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  settings jsonb NOT NULL,
  settings_revision bigint NOT NULL,
  applied_revision bigint NOT NULL DEFAULT 0,
  updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE gate.website_host (
  host text PRIMARY KEY,
  website_id uuid NOT NULL REFERENCES gate.website ON DELETE CASCADE
);

-- Replica of the office's accounts, and those of visitors who wait for the office to fetch them (revision 0).
CREATE TABLE gate.account (
  website_id uuid NOT NULL REFERENCES gate.website ON DELETE CASCADE,
  id uuid NOT NULL,
  company_id uuid NOT NULL,
  email text NOT NULL,
  email_canonical text NOT NULL,
  status text NOT NULL CHECK (status IN ('pending', 'approved', 'declined', 'blocked', 'ended')),
  reason text NOT NULL DEFAULT '',
  valid_from timestamptz,
  valid_until timestamptz,
  contact_active boolean NOT NULL DEFAULT true,
  contact_number text NOT NULL DEFAULT '',
  contact_name text NOT NULL DEFAULT '',
  person_name text NOT NULL DEFAULT '',
  contact_types text[] NOT NULL DEFAULT '{}',
  price_group text NOT NULL DEFAULT '',
  language text NOT NULL DEFAULT '',
  revision bigint NOT NULL,
  -- Snapshot that last named this account; what the last part does not know ends.
  snapshot_id uuid,
  -- What the visitor typed, for My page; replaced by each change.
  details jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (website_id, id)
);
CREATE UNIQUE INDEX account_email ON gate.account (website_id, email_canonical) WHERE status <> 'ended';
CREATE INDEX account_by_email ON gate.account (company_id, email_canonical);

-- Credentials of one e-mail address within one company.
CREATE TABLE gate.login (
  company_id uuid NOT NULL,
  id uuid NOT NULL,
  email text NOT NULL,
  email_canonical text NOT NULL,
  email_verified_at timestamptz,
  password_hash text,
  password_changed_at timestamptz,
  name text NOT NULL DEFAULT '',
  language text NOT NULL DEFAULT '',
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, email_canonical)
);

-- A sign-up whose address is not verified yet.
CREATE TABLE gate.registration (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  website_id uuid NOT NULL REFERENCES gate.website ON DELETE CASCADE,
  email text NOT NULL,
  email_canonical text NOT NULL,
  password_hash text NOT NULL,
  data jsonb NOT NULL,
  language text NOT NULL,
  -- The page the visitor came for.
  return_path text NOT NULL DEFAULT '/',
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  verified_at timestamptz
);
CREATE INDEX ON gate.registration (website_id, email_canonical);

-- What a visitor asked for by e-mail address: sign-up, reset, another link. Kept before the answer (I4), looked at
-- after it, so that known and unknown addresses cost the same (I7). The id is the form's, so that a form sent twice
-- is one request (case 16).
CREATE TABLE gate.visitor_request (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('sign_up', 'reset', 'resend')),
  company_id uuid NOT NULL,
  website_id uuid NOT NULL REFERENCES gate.website ON DELETE CASCADE,
  email text NOT NULL,
  email_canonical text NOT NULL,
  language text NOT NULL,
  -- Sign-up only; emptied when done.
  password_hash text,
  data jsonb,
  return_path text NOT NULL DEFAULT '/',
  created_at timestamptz NOT NULL DEFAULT now(),
  attempts integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz NOT NULL DEFAULT now(),
  done_at timestamptz
);
CREATE INDEX visitor_request_due ON gate.visitor_request (next_attempt_at) WHERE done_at IS NULL;

-- Counters of rate-limiter-flexible; keys are keyed hashes, so that no address stands here. Times in ms.
CREATE TABLE gate.throttle (
  key varchar(255) PRIMARY KEY,
  points integer NOT NULL DEFAULT 0,
  expire bigint
);

CREATE TABLE gate.session (
  token_hash bytea PRIMARY KEY,
  id uuid NOT NULL UNIQUE,
  website_id uuid NOT NULL REFERENCES gate.website ON DELETE CASCADE,
  company_id uuid NOT NULL,
  login_id uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_seen_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  FOREIGN KEY (company_id, login_id) REFERENCES gate.login ON DELETE CASCADE
);
CREATE INDEX ON gate.session (company_id, login_id);
CREATE INDEX ON gate.session (expires_at);

-- Tokens of links in mails: hashed, one purpose, one use (GATE.md).
CREATE TABLE gate.token (
  token_hash bytea PRIMARY KEY,
  purpose text NOT NULL CHECK (purpose IN ('verify_registration', 'verify_email', 'set_password', 'reset_password')),
  website_id uuid NOT NULL REFERENCES gate.website ON DELETE CASCADE,
  company_id uuid NOT NULL,
  registration_id uuid REFERENCES gate.registration ON DELETE CASCADE,
  login_id uuid,
  email_canonical text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);
CREATE INDEX ON gate.token (company_id, login_id, purpose);

-- Outbox to the office. Numbers have no gap that could still be filled: the counter's row lock orders the commits.
CREATE TABLE gate.event_counter (
  singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
  last bigint NOT NULL DEFAULT 0,
  acknowledged bigint NOT NULL DEFAULT 0
);
INSERT INTO gate.event_counter DEFAULT VALUES;
CREATE TABLE gate.event (
  number bigint PRIMARY KEY,
  id uuid NOT NULL UNIQUE,
  company_id uuid NOT NULL,
  website_id uuid NOT NULL,
  type text NOT NULL,
  data jsonb NOT NULL,
  at timestamptz NOT NULL DEFAULT now()
);

-- Outbox of mail. One row for each mail; a status change makes exactly one (I3).
CREATE TABLE gate.mail (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL,
  website_id uuid NOT NULL,
  account_id uuid,
  account_revision bigint,
  publication_id uuid,
  event text NOT NULL,
  language text NOT NULL,
  message_id text NOT NULL UNIQUE,
  from_address text NOT NULL,
  to_address text NOT NULL,
  bcc_address text NOT NULL DEFAULT '',
  subject text NOT NULL,
  text text NOT NULL,
  html text NOT NULL,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sending', 'sent', 'failed')),
  attempts integer NOT NULL DEFAULT 0,
  -- Why it waits or failed, as the mail server said it.
  error text,
  -- What else staff must know: that the owner's own text could not be used (case 27).
  notice text,
  created_at timestamptz NOT NULL DEFAULT now(),
  next_attempt_at timestamptz NOT NULL DEFAULT now(),
  locked_until timestamptz,
  -- Accepted by the mail server for the person; the owner's copy may still wait.
  delivered_at timestamptz,
  sent_at timestamptz,
  -- Links with a token in the body; never told to the office where mail is sent, nor put into the owner's copy.
  secret_links jsonb NOT NULL DEFAULT '[]'
);
CREATE UNIQUE INDEX mail_once ON gate.mail (website_id, account_id, account_revision, event, to_address)
  WHERE account_revision IS NOT NULL;
CREATE INDEX mail_due ON gate.mail (next_attempt_at) WHERE state IN ('waiting', 'sending');

-- How this gate sends mail, as its processes were started; what queues a mail needs to know it.
CREATE TABLE gate.mail_setup (
  singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
  configured boolean NOT NULL DEFAULT false,
  from_address text NOT NULL DEFAULT 'Gatehouse <noreply@localhost>'
);
INSERT INTO gate.mail_setup DEFAULT VALUES;

CREATE TABLE gate.publication (
  website_id uuid NOT NULL,
  id uuid NOT NULL,
  part integer NOT NULL,
  mode text NOT NULL,
  from_revision bigint NOT NULL,
  to_revision bigint NOT NULL,
  counts jsonb NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (website_id, id, part)
);

-- What changed about sessions and websites, for the memory of every gate process (I2). Triggers write it, so that no
-- statement can end or change somebody's access without every process hearing of it. `transaction` orders the reading:
-- a reader goes on from the oldest transaction that still ran at its last look, so that no late commit is missed.
CREATE TABLE gate.news (
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  transaction xid8 NOT NULL DEFAULT pg_current_xact_id(),
  session_id uuid,
  website_id uuid,
  at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ON gate.news (transaction);
CREATE INDEX ON gate.news (at);

CREATE FUNCTION gate.tell_sessions_ended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO gate.news (session_id) SELECT id FROM before;
  IF FOUND THEN PERFORM pg_notify('gatehouse_gate_revoked', ''); END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER session_ended AFTER DELETE ON gate.session
  REFERENCING OLD TABLE AS before FOR EACH STATEMENT EXECUTE FUNCTION gate.tell_sessions_ended();

-- An account was added, changed or removed: the sessions of whoever has its address, before and after.
CREATE FUNCTION gate.tell_accounts_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE told boolean := false;
BEGIN
  IF TG_OP <> 'INSERT' THEN
    INSERT INTO gate.news (session_id)
      SELECT DISTINCT s.id FROM before a
      JOIN gate.login l ON l.company_id = a.company_id AND l.email_canonical = a.email_canonical
      JOIN gate.session s ON s.company_id = l.company_id AND s.login_id = l.id AND s.website_id = a.website_id;
    told := FOUND;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO gate.news (session_id)
      SELECT DISTINCT s.id FROM after a
      JOIN gate.login l ON l.company_id = a.company_id AND l.email_canonical = a.email_canonical
      JOIN gate.session s ON s.company_id = l.company_id AND s.login_id = l.id AND s.website_id = a.website_id;
    told := told OR FOUND;
  END IF;
  IF told THEN PERFORM pg_notify('gatehouse_gate_revoked', ''); END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER account_added AFTER INSERT ON gate.account
  REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION gate.tell_accounts_changed();
CREATE TRIGGER account_changed AFTER UPDATE ON gate.account
  REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION gate.tell_accounts_changed();
CREATE TRIGGER account_removed AFTER DELETE ON gate.account
  REFERENCING OLD TABLE AS before FOR EACH STATEMENT EXECUTE FUNCTION gate.tell_accounts_changed();

CREATE FUNCTION gate.tell_logins_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO gate.news (session_id)
    SELECT s.id FROM after l JOIN gate.session s ON s.company_id = l.company_id AND s.login_id = l.id;
  IF FOUND THEN PERFORM pg_notify('gatehouse_gate_revoked', ''); END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER login_changed AFTER UPDATE ON gate.login
  REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION gate.tell_logins_changed();

CREATE FUNCTION gate.tell_websites_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO gate.news (website_id)
      SELECT n.id FROM after n JOIN before o USING (id)
      WHERE n.settings IS DISTINCT FROM o.settings OR n.company_id <> o.company_id;
  ELSIF TG_OP = 'INSERT' THEN
    INSERT INTO gate.news (website_id) SELECT id FROM after;
  ELSE
    INSERT INTO gate.news (website_id) SELECT id FROM before;
  END IF;
  IF FOUND THEN PERFORM pg_notify('gatehouse_gate_websites', ''); END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER website_added AFTER INSERT ON gate.website
  REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION gate.tell_websites_changed();
CREATE TRIGGER website_changed AFTER UPDATE ON gate.website
  REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION gate.tell_websites_changed();
CREATE TRIGGER website_removed AFTER DELETE ON gate.website
  REFERENCING OLD TABLE AS before FOR EACH STATEMENT EXECUTE FUNCTION gate.tell_websites_changed();
