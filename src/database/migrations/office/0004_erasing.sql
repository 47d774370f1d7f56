-- Erasing a person (case 37, docs/decisions/0019-erasing.md): what stays of somebody is what happened, when, by which
-- employee and to which record, without name, address or anything else of the person.

-- Asked for when a request to be deleted is granted; done once the gate has the end of the access. What stays of the
-- account then is its id, so that a gate that was set back is told of the end again, and late news are known as its.
ALTER TABLE office.account
  ADD COLUMN erase_asked_at timestamptz,
  ADD COLUMN erased_at timestamptz;
CREATE INDEX account_to_erase ON office.account (company_id, website_id)
  WHERE erase_asked_at IS NOT NULL AND erased_at IS NULL;

ALTER TABLE office.application ADD COLUMN erased_at timestamptz;
CREATE INDEX application_by_account ON office.application (company_id, account_id);
CREATE INDEX application_by_address ON office.application (company_id, website_id, email_canonical);
CREATE INDEX application_by_contact ON office.application (company_id, contact_id);
ALTER TABLE office.mail ADD COLUMN erased_at timestamptz;
CREATE INDEX mail_by_account ON office.mail (company_id, account_id);
CREATE INDEX mail_by_address ON office.mail (company_id, website_id, lower(to_address));
CREATE INDEX publication_by_account ON office.publication USING gin ((plan -> 'lines') jsonb_path_ops);
CREATE INDEX publication_running ON office.publication (company_id, website_id) WHERE state = 'running';

-- A person's lines of the audit log are found by the account, application, contact person, mail (audit_by_subject) and
-- contact (audit_by_contact); what was told before the office knew an account only by the visitor's address.
ALTER TABLE office.audit_event ADD COLUMN erased_at timestamptz;
CREATE INDEX audit_by_visitor ON office.audit_event (company_id, lower(actor_name)) WHERE actor_kind = 'visitor';
-- Accounts that no gate ever knew are deleted when they are removed; their lines are found by the address in their name.
CREATE INDEX audit_by_account_address ON office.audit_event
  (company_id, website_id, lower(split_part(subject_name, ' · ', 1)))
  WHERE subject_kind = 'account' AND actor_kind <> 'visitor';

-- The audit log is append-only. Erasing alone (office/erasing/erase-audit-lines.ts) may change a line, within a
-- transaction that says so: names and values go and the line is marked; when it was, what was done, by which employee and
-- to which record can't be changed by that either.
CREATE FUNCTION office.refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE erasable constant text[] := ARRAY['actor_name', 'subject_name', 'before', 'after', 'erased_at'];
BEGIN
  IF current_setting('gatehouse.erasing', true) = 'on' AND NEW.erased_at IS NOT NULL
     AND (OLD.actor_kind = 'visitor' OR NEW.actor_name = OLD.actor_name)
     AND to_jsonb(NEW) - erasable = to_jsonb(OLD) - erasable THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;
DROP TRIGGER append_only ON office.audit_event;
CREATE TRIGGER append_only BEFORE UPDATE ON office.audit_event
  FOR EACH ROW EXECUTE FUNCTION office.refuse_audit_change();

-- Addresses that were erased on a website, as hashes under a key of this office's own, so that what a gate tells late
-- without naming the account is known as theirs. They go when the person registers again, and after some months.
CREATE TABLE office.erased_address (
  company_id uuid NOT NULL REFERENCES office.company ON DELETE CASCADE,
  website_id uuid NOT NULL,
  hash bytea NOT NULL,
  erased_at timestamptz NOT NULL,
  PRIMARY KEY (company_id, website_id, hash),
  FOREIGN KEY (company_id, website_id) REFERENCES office.website ON DELETE CASCADE
);
CREATE FUNCTION office.address_hash(website uuid, canonical text) RETURNS bytea LANGUAGE sql STABLE AS $$
  SELECT sha256(convert_to(concat_ws(' ', link_key ->> 'd', website, canonical), 'UTF8')) FROM office.installation $$;

-- Which contacts went into which: their lines of the audit log stay under the id that they had.
CREATE TABLE office.contact_merge (
  company_id uuid NOT NULL REFERENCES office.company ON DELETE CASCADE,
  double_id uuid NOT NULL,
  contact_id uuid NOT NULL,
  PRIMARY KEY (company_id, double_id)
);
CREATE INDEX ON office.contact_merge (company_id, contact_id);
-- Of merges before this the audit log has the double's customer number, and the line that made the double.
INSERT INTO office.contact_merge (company_id, double_id, contact_id)
  SELECT DISTINCT ON (merged.company_id, made.subject_id) merged.company_id, made.subject_id, merged.subject_id
  FROM office.audit_event AS merged JOIN office.audit_event AS made ON made.company_id = merged.company_id
    AND made.action = 'contact.created' AND made.after ->> 'number' = merged.before ->> 'number' AND made.at < merged.at
  WHERE merged.action = 'contact.merged' AND merged.subject_id IS NOT NULL AND made.subject_id IS NOT NULL
    AND made.subject_id <> merged.subject_id
  ORDER BY merged.company_id, made.subject_id, made.at DESC;
