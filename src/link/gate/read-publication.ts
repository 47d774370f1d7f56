import type { z } from 'zod';
import {
  type AccountV1,
  accountV1,
  endV1,
  publicationV1,
  type WebsiteV1,
  websiteV1,
} from '../../contract/link.ts';
import { AppError } from '../../core/errors.ts';
import type { PublicationMessage } from '../../gate/replica/apply-publication.ts';

/**
 * Reads a publication message. Its last line counts the others: one that was cut off, has lines in another order or
 * of another kind is refused whole (I5).
 * @throws AppError `link_message_invalid` with the line
 */
export function readPublication(body: Buffer): PublicationMessage {
  const lines = decode(body).split('\n');
  if (lines.pop() !== '') throw invalid('it was cut off');
  const last = lines.length - 1;
  const end = parse(endV1, lines[last], last, 'it was cut off');
  if (end.lines !== last) throw invalid('it was cut off');
  const publication = parse(publicationV1, lines[0], 0);
  let website: WebsiteV1 | null = null;
  const accounts: AccountV1[] = [];
  for (let index = 1; index < last; index += 1) {
    if (index === 1 && lines[index]?.startsWith('{"type":"websiteV1"')) {
      website = parse(websiteV1, lines[index], index);
      continue;
    }
    const account = parse(accountV1, lines[index], index);
    if (account.revision < 1 || account.revision > publication.toRevision)
      throw invalid(`line ${index + 1} has a revision that is not of this publication`);
    accounts.push(account);
  }
  if (publication.fromRevision > publication.toRevision || publication.fromRevision < 0)
    throw invalid('its revisions run backwards');
  return { publication, website, accounts };
}

function decode(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw invalid('it is not UTF-8');
  }
}

function parse<T>(shape: z.ZodType<T>, line: string | undefined, index: number, otherwise?: string): T {
  let value: unknown;
  try {
    value = JSON.parse(line ?? '');
  } catch {
    throw invalid(otherwise ?? `line ${index + 1} is no JSON`);
  }
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw invalid(
    otherwise ?? `line ${index + 1}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim(),
  );
}

function invalid(reason: string): AppError {
  return new AppError('link_message_invalid', { reason });
}
