import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';

/** A passkey in a software authenticator. */
interface StoredPasskey {
  readonly id: string;
  readonly rpId: string;
  readonly userHandle: string;
  readonly privateKey: KeyObject;
  counter: number;
}

type Cbor = Parameters<typeof isoCBOR.encode>[0];

interface Behaviour {
  /** Whether the holder was asked for a finger, a face or a code; true. */
  readonly userVerified?: boolean;
  /** The origin that the browser tells. */
  readonly origin: string;
}

/**
 * An authenticator as a browser has one (WebAuthn §6): ES256, passkeys that it finds by itself, attestation "none". It
 * answers the very options that a page holds, and can be told to do so wrongly.
 */
export interface Authenticator {
  readonly passkeys: StoredPasskey[];
  /** Makes a passkey; the value of the form's field `credential`. */
  make(options: string, behaviour: Behaviour): string;
  /** Uses a passkey that the options allow; the value of the form's field `credential`. */
  use(options: string, behaviour: Behaviour & { id?: string; rpId?: string; keepsCounter?: boolean }): string;
}

export function createAuthenticator({ counts = true }: { counts?: boolean } = {}): Authenticator {
  const passkeys: StoredPasskey[] = [];
  return {
    passkeys,
    make(text, behaviour) {
      const options = JSON.parse(text) as {
        challenge: string;
        rp: { id: string };
        user: { id: string };
        excludeCredentials?: { id: string }[];
      }; // what our own pages say
      const excluded = options.excludeCredentials?.some(({ id }) => passkeys.some((own) => own.id === id));
      if (excluded === true) throw new Error('InvalidStateError');
      const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const id = randomBytes(16);
      passkeys.push({
        id: id.toString('base64url'),
        rpId: options.rp.id,
        userHandle: options.user.id,
        privateKey,
        counter: 0,
      });
      const idLength = Buffer.alloc(2);
      idLength.writeUInt16BE(id.length);
      const attested = Buffer.concat([Buffer.alloc(16), idLength, id, coseKey(publicKey)]);
      const flags = 0x41 | (behaviour.userVerified === false ? 0 : 0x04); // UP, AT, UV
      const authData = Buffer.concat([authenticatorData(options.rp.id, flags, 0), attested]);
      const attestationObject = isoCBOR.encode(
        new Map<string, Cbor>([
          ['fmt', 'none'],
          ['attStmt', new Map()],
          ['authData', new Uint8Array(authData)],
        ]),
      );
      return JSON.stringify({
        id: id.toString('base64url'),
        rawId: id.toString('base64url'),
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: clientData('webauthn.create', options.challenge, behaviour.origin),
          attestationObject: Buffer.from(attestationObject).toString('base64url'),
          transports: ['internal'],
        },
      });
    },
    use(text, behaviour) {
      const options = JSON.parse(text) as {
        challenge: string;
        rpId: string;
        allowCredentials?: { id: string }[];
      }; // what our own pages say
      const rpId = behaviour.rpId ?? options.rpId;
      const own = passkeys.find(({ id }) =>
        behaviour.id === undefined
          ? options.allowCredentials?.some((allowed) => allowed.id === id) !== false
          : id === behaviour.id,
      );
      if (own === undefined) throw new Error('NotAllowedError: there is no passkey for this.');
      if (counts && behaviour.keepsCounter !== true) own.counter += 1;
      const flags = 0x01 | (behaviour.userVerified === false ? 0 : 0x04);
      const data = authenticatorData(rpId, flags, own.counter);
      const clientDataJSON = clientData('webauthn.get', options.challenge, behaviour.origin);
      const clientHash = createHash('sha256').update(Buffer.from(clientDataJSON, 'base64url')).digest();
      const signature = createSign('sha256').update(data).update(clientHash).sign(own.privateKey);
      return JSON.stringify({
        id: own.id,
        rawId: own.id,
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON,
          authenticatorData: data.toString('base64url'),
          signature: signature.toString('base64url'),
          userHandle: own.userHandle,
        },
      });
    },
  };
}

/** SHA-256 of the RP ID, flags, counter (WebAuthn §6.1). */
function authenticatorData(rpId: string, flags: number, counter: number): Buffer {
  const rest = Buffer.alloc(5);
  rest.writeUInt8(flags);
  rest.writeUInt32BE(counter, 1);
  return Buffer.concat([createHash('sha256').update(rpId).digest(), rest]);
}

function clientData(type: string, challenge: string, origin: string): string {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false })).toString('base64url');
}

/** The public key as COSE has it (RFC 9053 §7.1.1): EC2, ES256, P-256, x, y. */
function coseKey(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' });
  const map = new Map<number, Cbor>([
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, new Uint8Array(Buffer.from(x, 'base64url'))],
    [-3, new Uint8Array(Buffer.from(y, 'base64url'))],
  ]);
  return Buffer.from(isoCBOR.encode(map));
}

/** The options that a page holds for a passkey, as text; of its first form that asks for one. */
export function optionsOn(html: string): string {
  const text = /data-options="([^"]*)"/.exec(html)?.[1];
  if (text === undefined) throw new Error('There is no form for a passkey on this page.');
  return text.replaceAll('&#34;', '"').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}
