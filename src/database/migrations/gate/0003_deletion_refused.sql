-- A request to be deleted is decided for each website, so it is kept with each account that it is about.
ALTER TABLE gate.account
  -- When the visitor asked; null where nothing was asked, or it was taken back.
  ADD COLUMN deletion_asked_at timestamptz,
  -- The newest refusal as published: {askedAt, at, reason}. It answers what was asked no later than its askedAt.
  ADD COLUMN deletion_refused jsonb;

UPDATE gate.account SET deletion_asked_at = login.deletion_asked_at
  FROM gate.login
  WHERE login.company_id = account.company_id AND login.email_canonical = account.email_canonical
    AND login.deletion_asked_at IS NOT NULL AND account.status <> 'ended';
ALTER TABLE gate.login DROP COLUMN deletion_asked_at;
