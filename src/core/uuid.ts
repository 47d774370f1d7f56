import { v7 } from 'uuid';

/** A new id: UUIDv7 (RFC 9562 §5.7), so that ids rise with time and index well. */
export function newId(): string {
  return v7();
}
