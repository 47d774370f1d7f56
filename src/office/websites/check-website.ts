import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import type { WebsiteInput } from '../../contract/websites.ts';
import { AppError } from '../../core/errors.ts';
import type { Office } from '../context.ts';

/**
 * Checks what one field alone doesn't tell, outside any transaction. A folder is looked at only where the gate
 * runs on this machine.
 * @throws AppError with the field at fault: `public_url_host`, `paths_missing`, `folder_unreadable`, `upstream_loop`
 */
export async function checkWebsite(office: Office, website: WebsiteInput): Promise<void> {
  const url = new URL(website.publicUrl);
  if (!website.hosts.includes(url.hostname.replace(/\.$/, ''))) {
    throw new AppError('public_url_host', { host: url.hostname }, { field: 'publicUrl' });
  }
  if (website.protection === 'part' && website.paths.length === 0) {
    throw new AppError('paths_missing', {}, { field: 'paths' });
  }
  if (website.origin.kind === 'upstream' && new URL(website.origin.url).host === url.host) {
    throw new AppError('upstream_loop', { url: website.origin.url }, { field: 'origin.url' });
  }
  if (website.origin.kind === 'folder' && office.config.GATE_LINK_URL === undefined) {
    await checkFolder(website.origin.folder);
  }
}

async function checkFolder(folder: string): Promise<void> {
  const refuse = (reason: string, cause?: unknown) =>
    new AppError('folder_unreadable', { folder, reason }, { cause, field: 'origin.folder' });
  if (!isAbsolute(folder)) throw refuse('no full path');
  try {
    if (!(await stat(folder)).isDirectory()) throw refuse('ENOTDIR');
    await access(folder, constants.R_OK | constants.X_OK);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw refuse(error instanceof Error && 'code' in error ? String(error.code) : String(error), error);
  }
}
