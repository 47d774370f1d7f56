-- Links are ended and erased by the address that they went to, of which bulk changes bring thousands.
CREATE INDEX ON gate.token (company_id, email_canonical);
