import { constants } from 'node:fs';
import { access, realpath, stat } from 'node:fs/promises';
import { isAbsolute, resolve } from 'node:path';
import { ownPlaces } from '../../config.ts';
import type { WebsiteInput } from '../../contract/websites.ts';
import { isDevelopmentHost } from '../../core/development-host.ts';
import { AppError } from '../../core/errors.ts';
import { folderProblem } from '../../core/folder-origin.ts';
import { upstreamPlace, upstreamProblem } from '../../core/upstream-address.ts';
import type { Office } from '../context.ts';

/**
 * Checks what one field alone doesn't tell, outside any transaction. A folder is looked at only where the gate
 * runs on this machine.
 * @throws AppError with the field at fault: `public_url_insecure`, `public_url_host`, `paths_missing`, `folder_unreadable`,
 *   `folder_of_the_system`, `folder_outside`, `upstream_loop`, `upstream_own`, `upstream_link_local`
 */
export async function checkWebsite(office: Office, website: WebsiteInput): Promise<void> {
  const url = new URL(website.publicUrl);
  if (url.protocol === 'http:' && !isDevelopmentHost(url.hostname)) {
    throw new AppError('public_url_insecure', { host: url.hostname }, { field: 'publicUrl' });
  }
  if (!website.hosts.includes(url.hostname.replace(/\.$/, ''))) {
    throw new AppError('public_url_host', { host: url.hostname }, { field: 'publicUrl' });
  }
  if (website.protection === 'part' && website.paths.length === 0) {
    throw new AppError('paths_missing', {}, { field: 'paths' });
  }
  if (website.origin.kind === 'upstream' && new URL(website.origin.url).host === url.host) {
    throw new AppError('upstream_loop', { url: website.origin.url }, { field: 'origin.url' });
  }
  if (website.origin.kind === 'upstream') refuseUpstream(office, website.origin.url);
  if (website.origin.kind === 'folder') {
    const { folder } = website.origin;
    const isHere = office.config.GATE_LINK_URL === undefined;
    const real = isHere ? await findFolder(folder) : resolve(folder);
    refuseFolder(folder, real, isHere ? office.config.websiteFolders : null);
  }
}

/**
 * Judges the address as it is written; the gate judges where a name leads when it connects.
 * @throws AppError `upstream_own`, `upstream_link_local`
 */
function refuseUpstream(office: Office, url: string): void {
  const { host, port } = upstreamPlace(new URL(url));
  switch (upstreamProblem(host, port, ownPlaces(office.config))) {
    case 'own':
      throw new AppError('upstream_own', { url, port }, { field: 'origin.url' });
    case 'link_local':
      throw new AppError('upstream_link_local', { url }, { field: 'origin.url' });
    case null:
  }
}

/** @throws AppError `folder_of_the_system`, `folder_outside` */
function refuseFolder(folder: string, real: string, allowed: readonly string[] | null): void {
  switch (folderProblem(real, allowed)) {
    case 'system':
      throw new AppError('folder_of_the_system', { folder }, { field: 'origin.folder' });
    case 'outside': {
      const params = { folder, allowed: allowed?.join(', ') ?? '' };
      throw new AppError('folder_outside', params, { field: 'origin.folder' });
    }
    case null:
  }
}

/** The folder without symbolic links. */
async function findFolder(folder: string): Promise<string> {
  const refuse = (reason: string, cause?: unknown) =>
    new AppError('folder_unreadable', { folder, reason }, { cause, field: 'origin.folder' });
  if (!isAbsolute(folder)) throw refuse('no full path');
  try {
    if (!(await stat(folder)).isDirectory()) throw refuse('ENOTDIR');
    await access(folder, constants.R_OK | constants.X_OK);
    return await realpath(folder);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw refuse(error instanceof Error && 'code' in error ? String(error.code) : String(error), error);
  }
}
