import type { IncomingMessage } from 'node:http';
import type { PublishedWebsite } from '../websites/published-website.ts';

/** `CDN-Loop` (RFC 8586) for a request on its way to a website: what it came with, and the website's mark. */
export function loopMark(request: IncomingMessage, website: PublishedWebsite): string {
  const before = comingWith(request);
  return before === '' ? markOf(website) : `${before}, ${markOf(website)}`;
}

/**
 * Whether a request has been passed on for this website already: its address leads, by whatever way, back to the
 * gate, and each request would go round for ever.
 */
export function isLooping(request: IncomingMessage, website: PublishedWebsite): boolean {
  return comingWith(request)
    .split(',')
    .some((mark) => mark.trim() === markOf(website));
}

function comingWith({ headers }: IncomingMessage): string {
  return String(headers['cdn-loop'] ?? '').trim();
}

function markOf({ id }: PublishedWebsite): string {
  return `gatehouse-${id}`;
}
