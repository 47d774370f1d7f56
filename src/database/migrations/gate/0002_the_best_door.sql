-- Passkeys, second factor, sign-in links, lasting sessions, progress links, rotating assertion keys, security events.

ALTER TABLE gate.login
  -- A second step after the password or the link is asked at every sign-in.
  ADD COLUMN second_factor boolean NOT NULL DEFAULT false,
  -- TOTP (RFC 6238): the shared secret, when a first code proved that the app has it, and the last time step that was
  -- used, so that no code is taken twice.
  ADD COLUMN totp_secret bytea,
  ADD COLUMN totp_confirmed_at timestamptz,
  ADD COLUMN totp_last_step bigint,
  -- The visitor asked that all about this sign-in be deleted.
  ADD COLUMN deletion_asked_at timestamptz;

-- Passkeys (WebAuthn Level 3) of a sign-in. Each works on the host it was made on (its relying party id).
CREATE TABLE gate.passkey (
  company_id uuid NOT NULL,
  login_id uuid NOT NULL,
  -- Credential id, base64url.
  id text NOT NULL,
  rp_id text NOT NULL,
  public_key bytea NOT NULL,
  counter bigint NOT NULL DEFAULT 0,
  transports text[] NOT NULL DEFAULT '{}',
  aaguid text NOT NULL DEFAULT '',
  backed_up boolean NOT NULL DEFAULT false,
  name text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_used_at timestamptz,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, login_id) REFERENCES gate.login ON DELETE CASCADE
);
CREATE INDEX ON gate.passkey (company_id, login_id);

-- Challenges of passkey ceremonies, each good once and for some minutes.
CREATE TABLE gate.passkey_challenge (
  challenge text PRIMARY KEY,
  website_id uuid NOT NULL REFERENCES gate.website ON DELETE CASCADE,
  purpose text NOT NULL CHECK (purpose IN ('register', 'sign_in', 'second_factor')),
  -- Whose passkey it is to be; null for a sign-in with any.
  login_id uuid,
  expires_at timestamptz NOT NULL
);
CREATE INDEX ON gate.passkey_challenge (expires_at);

-- Recovery codes: 80 bit each, only their SHA-256 is kept.
CREATE TABLE gate.recovery_code (
  company_id uuid NOT NULL,
  login_id uuid NOT NULL,
  code_hash bytea NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  used_at timestamptz,
  PRIMARY KEY (company_id, login_id, code_hash),
  FOREIGN KEY (company_id, login_id) REFERENCES gate.login ON DELETE CASCADE
);

-- A sign-in whose first step succeeded and whose second is still to come. The browser holds the token.
CREATE TABLE gate.sign_in_step (
  token_hash bytea PRIMARY KEY,
  company_id uuid NOT NULL,
  website_id uuid NOT NULL REFERENCES gate.website ON DELETE CASCADE,
  login_id uuid NOT NULL,
  methods text[] NOT NULL,
  keep boolean NOT NULL DEFAULT false,
  return_path text NOT NULL DEFAULT '/',
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  FOREIGN KEY (company_id, login_id) REFERENCES gate.login ON DELETE CASCADE
);
CREATE INDEX ON gate.sign_in_step (expires_at);
CREATE INDEX ON gate.sign_in_step (company_id, login_id);

ALTER TABLE gate.session
  -- How the sign-in was proven, and whether that counts as two factors (core/security-events.ts).
  ADD COLUMN methods text[] NOT NULL DEFAULT '{password}',
  ADD COLUMN strong boolean NOT NULL DEFAULT false,
  -- "Keep me signed in": lives for the website's days, however long it is not used.
  ADD COLUMN keep boolean NOT NULL DEFAULT false,
  -- For the person's own list of sessions: the browser's name for itself and the network address at sign-in.
  ADD COLUMN user_agent text NOT NULL DEFAULT '',
  ADD COLUMN address text NOT NULL DEFAULT '';

ALTER TABLE gate.token
  DROP CONSTRAINT token_purpose_check,
  ADD CONSTRAINT token_purpose_check CHECK (purpose IN
    ('verify_registration', 'verify_email', 'set_password', 'reset_password', 'sign_in', 'progress')),
  -- For a progress link: the account that it tells about.
  ADD COLUMN account_id uuid,
  -- For a sign-in link: where to go afterwards, and whether to stay signed in.
  ADD COLUMN return_path text NOT NULL DEFAULT '/',
  ADD COLUMN keep boolean NOT NULL DEFAULT false;
CREATE INDEX ON gate.token (website_id, account_id) WHERE account_id IS NOT NULL;
CREATE INDEX ON gate.token (expires_at);

ALTER TABLE gate.visitor_request
  DROP CONSTRAINT visitor_request_kind_check,
  ADD CONSTRAINT visitor_request_kind_check CHECK (kind IN ('sign_up', 'reset', 'resend', 'sign_in_link')),
  ADD COLUMN keep boolean NOT NULL DEFAULT false;

-- Keys that sign Gatehouse-Assertion, Ed25519 (JWK). The newest whose time has come signs; all that are not retired
-- stand in the JWKS. The program names the first one by its thumbprint (RFC 7638) where it has none.
CREATE TABLE gate.assertion_key (
  kid text PRIMARY KEY,
  key jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  signs_from timestamptz NOT NULL,
  retired_at timestamptz
);
INSERT INTO gate.assertion_key (kid, key, signs_from)
  SELECT coalesce(assertion_key ->> 'kid', 'gatehouse'), assertion_key, created_at FROM gate.installation;
ALTER TABLE gate.installation DROP COLUMN assertion_key;

-- For the download of one's own data.
CREATE INDEX ON gate.mail (company_id, to_address);

-- Security events that strangers can cause at will, counted by minute, so that a flood makes few rows for the office.
CREATE TABLE gate.security_tally (
  website_id uuid NOT NULL REFERENCES gate.website ON DELETE CASCADE,
  company_id uuid NOT NULL,
  event text NOT NULL,
  -- Canonical address of a known sign-in; empty for what was typed otherwise, which may be anything.
  email text NOT NULL DEFAULT '',
  -- Network of the visitor: /24 of IPv4, /56 of IPv6.
  network text NOT NULL DEFAULT '',
  minute timestamptz NOT NULL,
  count integer NOT NULL DEFAULT 1,
  PRIMARY KEY (website_id, event, email, network, minute)
);
