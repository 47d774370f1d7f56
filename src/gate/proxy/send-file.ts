import type { FileHandle } from 'node:fs/promises';
import type { OutgoingHttpHeaders } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { conditionsOf, etagOf, type Piece, pieceOf } from './file-conditions.ts';
import { contentTypeOf, isCompressible } from './file-types.ts';
import type { OpenFile } from './open-file.ts';
import { createPatience } from './patience.ts';

export interface FileAnswer {
  readonly file: OpenFile;
  /** Name by which its type is told; that of the original, for a compressed form. */
  readonly name: string;
  /** `Content-Encoding`, or empty. */
  readonly encoding: string;
  /** The answer belongs to one visitor, or to the closed part. */
  readonly isPrivate: boolean;
  /** The file stands in for a page that is not there. */
  readonly isMissing: boolean;
  /** How long a visitor may take nothing, in milliseconds. */
  readonly idleMs: number;
  /** Called as the visitor takes it (`sessionUse`). */
  readonly used: () => void;
}

/**
 * Answers with a file: whole, a piece of it, or what the visitor has already (RFC 9110 §13, §14). It is read as fast
 * as the visitor takes it. What becomes shorter or other while it is sent breaks off.
 */
export async function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: FileAnswer,
): Promise<FastifyReply> {
  const { file, encoding, isMissing } = answer;
  const { headers, method } = request;
  const validators = { etag: etagOf(file.changedMs, file.size, encoding), changedMs: file.changedMs };
  const common = headersOf(answer, validators.etag);
  const conditions = isMissing ? 'send' : conditionsOf(headers, validators);
  if (conditions === 'not_modified') return end(reply, 304, common);
  if (conditions === 'precondition_failed') return end(reply, 412, { ...common, 'content-length': 0 });
  const piece = isMissing || method === 'HEAD' ? null : pieceOf(headers, file.size, validators);
  if (piece === 'unsatisfiable') {
    return end(reply, 416, { ...common, 'content-range': `bytes */${file.size}`, 'content-length': 0 });
  }
  const { start, end: last } = piece ?? { start: 0, end: file.size - 1 };
  const head: OutgoingHttpHeaders = {
    ...common,
    'content-type': contentTypeOf(answer.name),
    'content-length': last - start + 1,
    ...(encoding === '' ? {} : { 'content-encoding': encoding }),
    ...(piece === null ? {} : { 'content-range': `bytes ${start}-${last}/${file.size}` }),
  };
  const status = isMissing ? 404 : piece === null ? 200 : 206;
  if (method === 'HEAD' || file.size === 0) return end(reply, status, head);
  reply.hijack();
  await sendPiece(request, reply, answer, { start, end: last }, () => reply.raw.writeHead(status, head));
  return reply;
}

function headersOf({ name, isPrivate, isMissing, file }: FileAnswer, etag: string): OutgoingHttpHeaders {
  const vary = [
    ...(isPrivate ? ['Cookie'] : []),
    ...(isCompressible(contentTypeOf(name)) ? ['Accept-Encoding'] : []),
  ];
  return {
    'x-content-type-options': 'nosniff',
    'cache-control': isMissing ? 'no-store' : isPrivate ? 'private, no-cache' : 'no-cache',
    ...(vary.length === 0 ? {} : { vary: vary.join(', ') }),
    ...(isMissing
      ? {}
      : { etag, 'last-modified': new Date(file.changedMs).toUTCString(), 'accept-ranges': 'bytes' }),
  };
}

function end(reply: FastifyReply, status: number, headers: OutgoingHttpHeaders): FastifyReply {
  reply.hijack();
  reply.raw.writeHead(status, headers).end();
  return reply;
}

async function sendPiece(
  request: FastifyRequest,
  reply: FastifyReply,
  { file, idleMs, used }: FileAnswer,
  piece: Piece,
  begin: () => void,
): Promise<void> {
  const { raw: visitor } = reply;
  const pieces = piecesOf(file, piece);
  const patience = createPatience();
  patience.whileMoving(idleMs, () => visitor.destroy());
  visitor.on('drain', () => {
    patience.moved();
    used();
  });
  try {
    if (piece.end - piece.start < pieceSize) {
      // Most files; begun only once the whole of it is there.
      const whole: Buffer[] = [];
      for await (const read of pieces) whole.push(read);
      begin();
      visitor.end(whole.length === 1 ? whole[0] : Buffer.concat(whole));
    } else {
      begin();
      await pipeline(pieces, visitor);
    }
  } catch (error) {
    // Half a file must look like half a file: the connection breaks off.
    visitor.destroy();
    if (error instanceof ChangedMeanwhile) request.log.warn({ file: file.path }, error.message);
  } finally {
    patience.end();
  }
}

class ChangedMeanwhile extends Error {}

const pieceSize = 65_536;

async function* piecesOf(
  { handle, size, changedMs }: OpenFile,
  { start, end: last }: Piece,
): AsyncGenerator<Buffer> {
  for (let position = start; position <= last; ) {
    const length = Math.min(pieceSize, last + 1 - position);
    const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(length), 0, length, position);
    if (bytesRead === 0)
      throw new ChangedMeanwhile('A file became shorter while it was sent; the answer broke off.');
    position += bytesRead;
    if (position > last && (await isOverwritten(handle, size, changedMs))) {
      throw new ChangedMeanwhile('A file was overwritten while it was sent; the answer broke off.');
    }
    yield buffer.subarray(0, bytesRead);
  }
}

/** Written over in its place; one that only grew, as logs do, still begins with what was promised. */
async function isOverwritten(handle: FileHandle, size: number, changedMs: number): Promise<boolean> {
  const now = await handle.stat();
  return now.mtimeMs !== changedMs && now.size <= size;
}
