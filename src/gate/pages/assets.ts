import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gatePrefix } from '../../core/paths.ts';

/** A file that the visitor pages need. */
export interface Asset {
  /** Address, with the content's hash, so that it may be kept for ever. */
  readonly url: string;
  readonly path: string;
  readonly type: string;
  readonly body: Buffer;
}

function load(name: string, type: string): Asset {
  const body = readFileSync(new URL(`./assets/${name}`, import.meta.url));
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 10);
  const path = `${gatePrefix}/assets/${name}`;
  return { url: `${path}?v=${hash}`, path, type, body };
}

export const stylesheet = load('page.css', 'text/css; charset=utf-8');
export const script = load('page.js', 'text/javascript; charset=utf-8');
