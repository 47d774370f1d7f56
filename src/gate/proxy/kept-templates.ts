import { join } from 'node:path';
import type { FastifyBaseLogger } from 'fastify';
import type { OpenFile } from './open-file.ts';
import { hasDirectives, type PageTemplate, readPageTemplate } from './page-template.ts';

/** Pages of folders that know their visitor, read once and kept until they change. */
export interface KeptTemplates {
  /**
   * The template that a file is; null for one without directives, `too_large` for one with directives that can't be
   * filled in, and must not be shown without.
   */
  of(file: OpenFile, log: FastifyBaseLogger): Promise<PageTemplate | 'too_large' | null>;
}

const largestTemplate = 1_000_000;
const mostTemplates = 500;
/** What all templates together may take, in bytes of their files. */
const mostBytes = 50_000_000;
const pieceSize = 65_536;

interface Kept {
  readonly stamp: string;
  readonly template: PageTemplate | 'too_large' | null;
  readonly bytes: number;
}

export function createKeptTemplates(): KeptTemplates {
  const known = new Map<string, Kept>();
  let bytes = 0;
  const forget = (place: string): void => {
    bytes -= known.get(place)?.bytes ?? 0;
    known.delete(place);
  };
  return {
    async of(file, log) {
      if (!isPage(file.path)) return null;
      const place = join(file.root, file.path);
      const stamp = `${file.changedMs}/${file.size}`;
      const before = known.get(place);
      if (before?.stamp === stamp) return before.template;
      const template = await readTemplate(file, log);
      forget(place);
      const kept = {
        stamp,
        template,
        bytes: typeof template === 'object' && template !== null ? file.size : 0,
      };
      known.set(place, kept);
      bytes += kept.bytes;
      for (const oldest of known.keys()) {
        if (known.size <= mostTemplates && bytes <= mostBytes) break;
        forget(oldest);
      }
      return template;
    },
  };
}

/** Whether a file may hold directives. */
export function isPage(path: string): boolean {
  return /\.html?$/i.test(path);
}

async function readTemplate(
  file: OpenFile,
  log: FastifyBaseLogger,
): Promise<PageTemplate | 'too_large' | null> {
  if (file.size > largestTemplate) return (await holdsDirectives(file)) ? 'too_large' : null;
  const { buffer, bytesRead } = await file.handle.read({ buffer: Buffer.alloc(file.size), position: 0 });
  const html = buffer.toString('utf8', 0, bytesRead);
  const template = hasDirectives(html) ? readPageTemplate(html) : null;
  for (const mistake of template?.mistakes ?? []) {
    log.warn({ page: file.path, mistake }, 'A page has a gatehouse comment that means nothing.');
  }
  return template;
}

async function holdsDirectives({ handle, size }: OpenFile): Promise<boolean> {
  let before = '';
  for (let position = 0; position < size; position += pieceSize) {
    const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(pieceSize), position });
    // A directive may begin in one piece and go on in the next; it is written in ASCII.
    const text = before + buffer.toString('latin1', 0, bytesRead);
    if (hasDirectives(text)) return true;
    before = text.slice(-100);
  }
  return false;
}
