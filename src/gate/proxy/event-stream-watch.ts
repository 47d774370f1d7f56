const newline = 0x0a;
const carriageReturn = 0x0d;
const colon = 0x3a;

/**
 * Tells of each piece of an event stream whether something in it is meant for the page. Comments, by which an idle
 * stream is kept open, are not, nor are empty lines (WHATWG HTML §9.2.6).
 */
export function createEventStreamWatch(): (piece: Buffer) => boolean {
  let isAtStart = true;
  let isInComment = false;
  return (piece) => {
    let counts = false;
    for (const byte of piece) {
      if (byte === newline || byte === carriageReturn) {
        isAtStart = true;
        continue;
      }
      if (isAtStart) isInComment = byte === colon;
      isAtStart = false;
      counts ||= !isInComment;
    }
    return counts;
  };
}
