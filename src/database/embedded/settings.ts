import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { SystemAccount } from './system-account.ts';

/**
 * Settings of the embedded server. Small memory, because both sides and the database together stay under
 * 300 MB when idle (DESIGN §9); full durability. Written at each start, so that an upgrade of Gatehouse brings
 * its settings along; an operator's own go into postgresql.conf, which reads these first.
 */
const SETTINGS = `# Written by Gatehouse at each start. Put your own settings into postgresql.conf.
max_connections = 60
shared_buffers = 48MB
work_mem = 8MB
maintenance_work_mem = 64MB
effective_cache_size = 512MB
random_page_cost = 1.1
huge_pages = off
jit = off
# No separate I/O processes: they cost memory, and the operating system reads ahead.
io_method = sync
max_worker_processes = 4
max_parallel_workers = 2
max_parallel_workers_per_gather = 1
autovacuum_worker_slots = 3
autovacuum_max_workers = 2
max_wal_size = 1GB
min_wal_size = 80MB
max_wal_senders = 2
max_replication_slots = 2
# Notices soon that a client is gone, so that nothing it locked stays locked.
client_connection_check_interval = 10s
tcp_keepalives_idle = 60
# ERROR is left out: callers handle it, and its details hold personal data.
log_min_messages = log
log_min_error_statement = panic
log_checkpoints = off
log_autovacuum_min_duration = -1
log_line_prefix = ''
logging_collector = off
log_timezone = 'UTC'
timezone = 'UTC'
datestyle = 'iso, mdy'
default_text_search_config = 'pg_catalog.simple'
`;

const POSTGRESQL_CONF = `# First the settings of Gatehouse; what you write below them overrides them.
include_if_exists 'gatehouse.conf'
`;

/** Replaces initdb's postgresql.conf in a new data directory. */
export async function writeOwnerSettings(files: string, account: SystemAccount | undefined): Promise<void> {
  await writeFor(account, join(files, 'postgresql.conf'), POSTGRESQL_CONF);
}

/** Writes the product's settings into a data directory. */
export async function writeSettings(files: string, account: SystemAccount | undefined): Promise<void> {
  await writeFor(account, join(files, 'gatehouse.conf'), SETTINGS);
}

/**
 * Writes a file that `account` can read, whole or not at all. The folder is that account's: root never writes
 * through what it may have put there, such as a link to another file.
 */
async function writeFor(account: SystemAccount | undefined, path: string, text: string): Promise<void> {
  const partial = `${path}.partial`;
  await rm(partial, { force: true });
  const file = await open(partial, 'wx', 0o600);
  try {
    await file.writeFile(text);
    if (account !== undefined) await file.chown(account.uid, account.gid);
  } finally {
    await file.close();
  }
  await rename(partial, path);
}
