import { generateKeyPairSync, sign } from 'node:crypto';

/** A certificate of a test, signed by itself, as `tls.createServer` takes it. */
export interface TestCertificate {
  readonly key: string;
  readonly cert: string;
}

const day = 86_400_000;

/** Makes one (X.509, RFC 5280) for host names; `expired` ended yesterday. */
export function createTestCertificate(hosts: readonly string[], { expired = false } = {}): TestCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const until = Date.now() + (expired ? -day : day);
  const algorithm = sequence(objectId([1, 2, 840, 10045, 4, 3, 2])); // ecdsa-with-SHA256
  const name = sequence(
    tagged(0x31, sequence(objectId([2, 5, 4, 3]), tagged(0x0c, Buffer.from(hosts[0] ?? '')))),
  );
  const alternatives = sequence(...hosts.map((host) => tagged(0x82, Buffer.from(host))));
  const body = sequence(
    tagged(0xa0, tagged(0x02, Buffer.from([2]))),
    tagged(0x02, Buffer.from([1])),
    algorithm,
    name,
    sequence(time(until - 2 * day), time(until)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(sequence(objectId([2, 5, 29, 17]), tagged(0x04, alternatives)))),
  );
  const signature = Buffer.concat([Buffer.from([0]), sign('sha256', body, privateKey)]);
  const der = sequence(body, algorithm, tagged(0x03, signature));
  const lines = der.toString('base64').replace(/.{64}/g, '$&\n');
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
  };
}

function tagged(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tagged(0x30, Buffer.concat(parts));
}

function time(ms: number): Buffer {
  const text = new Date(ms)
    .toISOString()
    .replace(/[-:T]|\.\d+/g, '')
    .slice(2);
  return tagged(0x17, Buffer.from(text));
}

function objectId([first = 0, second = 0, ...rest]: readonly number[]): Buffer {
  const bytes = rest.flatMap((part) => {
    const groups = [part & 127];
    for (let left = part >> 7; left > 0; left >>= 7) groups.unshift((left & 127) | 128);
    return groups;
  });
  return tagged(0x06, Buffer.from([40 * first + second, ...bytes]));
}
