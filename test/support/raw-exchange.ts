import net from 'node:net';

/** A connection of a test that sends bytes as they are. */
export interface RawConnection {
  readonly socket: net.Socket;
  /** All that has come so far. */
  readonly received: string;
  send(text: string): void;
  /** Resolves when what has come matches; rejects when the connection ends before. */
  until(pattern: RegExp): Promise<string>;
  /** Resolves with all that came, when the other side ends the connection, or after `patienceMs`. */
  rest(patienceMs?: number): Promise<string>;
}

/** Opens one to loopback. */
export function openRaw(port: number): RawConnection {
  const socket = net.connect(port, '127.0.0.1');
  let received = '';
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of [...listeners]) listener();
  };
  socket.setEncoding('latin1');
  socket.on('data', (piece: string) => {
    received += piece;
    tell();
  });
  socket.on('error', () => socket.destroy());
  socket.once('close', tell);
  return {
    socket,
    get received() {
      return received;
    },
    send: (text) => void socket.write(text, 'latin1'),
    until: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (pattern.test(received)) resolve(received);
          else if (socket.destroyed)
            reject(new Error(`the connection ended after ${JSON.stringify(received)}`));
          else return;
          listeners.delete(look);
        };
        listeners.add(look);
        look();
      }),
    rest: (patienceMs = 2_000) =>
      new Promise((resolve) => {
        const timer = setTimeout(() => socket.destroy(), patienceMs);
        const end = (): void => {
          clearTimeout(timer);
          resolve(received);
        };
        if (socket.destroyed) end();
        else socket.once('close', end);
      }),
  };
}

/** Sends bytes as they are and returns all that comes back. */
export function sendRaw(port: number, text: string, patienceMs?: number): Promise<string> {
  const connection = openRaw(port);
  connection.send(text);
  return connection.rest(patienceMs);
}

/** The body of an answer that came in pieces (`Transfer-Encoding: chunked`), with its trailers behind it. */
export function chunksOf(answer: string): { readonly chunks: string[]; readonly trailers: string } {
  let rest = answer.slice(answer.indexOf('\r\n\r\n') + 4);
  const chunks: string[] = [];
  for (;;) {
    const line = rest.slice(0, rest.indexOf('\r\n'));
    const size = Number.parseInt(line, 16);
    rest = rest.slice(line.length + 2);
    if (!(size > 0)) return { chunks, trailers: rest.replace(/\r\n$/, '') };
    chunks.push(rest.slice(0, size));
    rest = rest.slice(size + 2);
  }
}
