-- The newest refusal of a request to be deleted, as the gate is told it: {askedAt, at, reason}. Null where none was
-- refused, or where the visitor took the request back before the answer arrived.
ALTER TABLE office.account ADD COLUMN deletion_refused jsonb;
