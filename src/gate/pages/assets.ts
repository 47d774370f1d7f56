import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { gatePrefix } from '../../core/paths.ts';

/** A file that the visitor pages need. */
export interface Asset {
  /** Address, with the content's hash, so that it may be kept for ever. */
  readonly url: string;
  readonly path: string;
  readonly type: string;
  readonly body: Buffer;
  /** The body by content coding (RFC 9110 §8.4.1), made once; where compressing is no use, without any. */
  readonly encoded: { readonly br?: Buffer; readonly gzip?: Buffer };
}

/** A file of the pages with a content that is ready to send. */
export function createAsset(name: string, type: string, body: Buffer): Asset {
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 10);
  const path = `${gatePrefix}/assets/${name}`;
  const encoded = type.startsWith('text/')
    ? { br: brotliCompressSync(body), gzip: gzipSync(body, { level: 9 }) }
    : {};
  return { url: `${path}?v=${hash}`, path, type, body, encoded };
}

/** Reads files of `assets/`, which become one. */
export function loadAsset(name: string, type: string, files: readonly string[] = [name]): Asset {
  const parts = files.map((file) => readFileSync(new URL(`./assets/${file}`, import.meta.url)));
  return createAsset(name, type, Buffer.concat(parts));
}

export const stylesheet = loadAsset('page.css', 'text/css; charset=utf-8', [
  'ground.css',
  'controls.css',
  'parts.css',
  'surroundings.css',
  'wide.css',
  'print.css',
]);
export const script = loadAsset('page.js', 'text/javascript; charset=utf-8');

export const passkeyScript = loadAsset('passkey.js', 'text/javascript; charset=utf-8');

/** Written by `npm run docs` from `src/core/password-rules.ts`; fetched where somebody types a new password. */
export const passwordRules = loadAsset('password-rules.js', 'text/javascript; charset=utf-8');

/** The files that all websites' pages share; each has a route. */
export const sharedAssets: readonly Asset[] = [stylesheet, script, passkeyScript, passwordRules];
