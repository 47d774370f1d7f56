-- How a website's visitors sign in, how its pages look, and its own sign-up form; requests to delete; security events.

ALTER TABLE office.website
  ADD COLUMN sign_in jsonb NOT NULL DEFAULT '{}',
  ADD COLUMN look jsonb NOT NULL DEFAULT '{}',
  ADD COLUMN sign_up_form jsonb NOT NULL DEFAULT '{}';

-- A visitor asks that the own data be deleted: staff decide.
ALTER TABLE office.application
  DROP CONSTRAINT application_kind_check,
  ADD CONSTRAINT application_kind_check CHECK (kind IN ('registration', 'change', 'deletion'));

-- Security events of visitors stand in the audit log by website, and many; staff's acts among them are found by kind.
ALTER TABLE office.audit_event ADD COLUMN website_id uuid;
CREATE INDEX audit_by_website ON office.audit_event (company_id, website_id, at DESC, id DESC)
  WHERE website_id IS NOT NULL;
CREATE INDEX audit_by_kind ON office.audit_event (company_id, actor_kind, at DESC, id DESC);
