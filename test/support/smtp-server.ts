import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A mail that a server took over. */
export interface ReceivedMail {
  readonly recipients: readonly string[];
  readonly from: string;
  readonly parsed: ParsedMail;
  /** As it came over the wire. */
  readonly raw: string;
}

/** What a recipient is answered, instead of being accepted. */
export type Refusal = (recipient: string) => { readonly code: number; readonly message: string } | null;

/** A real mail server of the test. */
export interface TestSmtpServer {
  readonly port: number;
  readonly url: string;
  readonly mails: readonly ReceivedMail[];
  refuse(refusal: Refusal): void;
  close(): Promise<void>;
}

export async function startSmtpServer(port = 0): Promise<TestSmtpServer> {
  const mails: ReceivedMail[] = [];
  let refusal: Refusal = () => null;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onRcptTo(address, _session, callback) {
      const refused = refusal(address.address);
      callback(
        refused === null ? null : Object.assign(new Error(refused.message), { responseCode: refused.code }),
      );
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', async () => {
        const raw = Buffer.concat(chunks);
        const { mailFrom, rcptTo } = session.envelope;
        mails.push({
          recipients: rcptTo.map(({ address }) => address),
          from: mailFrom === false ? '' : mailFrom.address,
          parsed: await simpleParser(raw),
          raw: raw.toString('utf8'),
        });
        callback();
      });
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const taken = (server.server.address() as AddressInfo).port; // it listens on TCP
  return {
    port: taken,
    url: `smtp://127.0.0.1:${taken}`,
    mails,
    refuse(next) {
      refusal = next;
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
