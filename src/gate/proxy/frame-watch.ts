/**
 * Tells of each piece of one direction of a WebSocket whether something in it is meant for the page or the website:
 * part of a data frame. Control frames (ping, pong, close), by which an idle socket is kept open, are not (RFC 6455 §5.2).
 * The content is not looked at, nor are bytes held back.
 */
export function createFrameWatch(): (piece: Buffer) => boolean {
  let head: number[] = [];
  /** Bytes of the frame that are still to come. */
  let left = 0;
  let isData = false;
  return (piece) => {
    let counts = false;
    for (let at = 0; at < piece.length; ) {
      if (left > 0) {
        const step = Math.min(left, piece.length - at);
        left -= step;
        at += step;
        counts ||= isData;
        continue;
      }
      head.push(piece[at] ?? 0);
      at += 1;
      if (head.length < lengthOfHead(head)) continue;
      isData = ((head[0] ?? 0) & 0x0f) < firstControlOpcode;
      left = lengthOfPayload(head);
      counts ||= isData;
      head = [];
    }
    return counts;
  };
}

const firstControlOpcode = 8;

function lengthOfHead([, second]: readonly number[]): number {
  if (second === undefined) return 2;
  const mask = second & 0x80 ? 4 : 0;
  return 2 + extendedLengthOf(second) + mask;
}

/** How many bytes more than seven bits the length of a frame takes. */
function extendedLengthOf(second: number): number {
  const length = second & 0x7f;
  return length === 127 ? 8 : length === 126 ? 2 : 0;
}

function lengthOfPayload(head: readonly number[]): number {
  const second = head[1] ?? 0;
  const extended = extendedLengthOf(second);
  if (extended === 0) return second & 0x7f;
  return head.slice(2, 2 + extended).reduce((length, byte) => length * 256 + byte, 0);
}
