import { connect, createServer, type Socket } from 'node:net';

/** Stands between a web server and the gate: counts and hears, and lets the gate be away. */
export interface Relay {
  readonly port: number;
  /** How many connections were opened since the start. */
  readonly connections: number;
  /** Request lines and headers, as the web server sent them. */
  readonly heard: string;
  /** From now on: the gate answers; nobody listens; it is silent; or answers every request with that. */
  become(state: RelayState): Promise<void>;
  close(): Promise<void>;
}
export type RelayState = 'there' | 'away' | 'silent' | { readonly answer: string };

export async function startRelay(target: number): Promise<Relay> {
  let state: RelayState = 'there';
  let connections = 0;
  let heard = '';
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => sockets.delete(socket));
    if (state === 'silent') return void socket.resume();
    if (typeof state === 'object') {
      const { answer } = state;
      socket.once('data', () => socket.end(answer));
      return undefined;
    }
    const inner = connect(target, '127.0.0.1');
    inner.on('error', () => socket.destroy());
    inner.once('close', () => socket.destroy());
    socket.once('close', () => inner.destroy());
    socket.on('data', (piece: Buffer) => {
      // Enough to see every request of a test, and no upload whole.
      if (heard.length < 1_000_000) heard += piece.toString('latin1');
    });
    socket.pipe(inner).pipe(socket);
    return undefined;
  });
  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  const close = async () => {
    cut();
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  };
  await listen(0);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The relay has no port.');
  const { port } = address;
  return {
    port,
    get connections() {
      return connections;
    },
    get heard() {
      return heard;
    },
    async become(next) {
      if (next === 'away') await close();
      else {
        cut();
        if (!server.listening) await listen(port);
      }
      state = next;
    },
    close,
  };
}
