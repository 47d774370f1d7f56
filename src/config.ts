import { realpathSync } from 'node:fs';
import { availableParallelism, networkInterfaces } from 'node:os';
import { isAbsolute, resolve } from 'node:path';
import { z } from 'zod';
import { AppError } from './core/errors.ts';
import type { OwnPlaces } from './core/upstream-address.ts';

const port = z
  .string()
  .regex(/^\d{1,5}$/, 'it is no port, which is a number from 0 to 65535')
  .transform(Number)
  .refine((number) => number <= 65_535, 'it is no port, which is a number from 0 to 65535');
const address = z.url({
  protocol: /^https?$/,
  error: 'it is no address such as https://gatehouse.example.com',
});
const days = z
  .string()
  .regex(/^\d{1,4}$/, 'it is no number of days from 0 to 9999')
  .transform(Number);
const seconds = z
  .string()
  .regex(/^\d{1,5}$/, 'it is no number of seconds from 1 to 86400')
  .transform(Number)
  .refine((number) => number >= 1 && number <= 86_400, 'it is no number of seconds from 1 to 86400');
const workers = z
  .string()
  .regex(/^(all|\d{1,2})$/, 'it is neither a number of processes from 1 to 64 nor the word all')
  .transform((text) => (text === 'all' ? Math.min(64, availableParallelism()) : Number(text)))
  .refine((number) => number >= 1 && number <= 64, 'it is no number of processes from 1 to 64');
const database = z.string().regex(/^postgres(ql)?:\/\//, 'it does not begin with postgres://');
const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/**
 * Every setting that is read from the environment: its meaning, for `docs/configuration.md` (generated), and its
 * shape. Nothing else in the product reads `process.env`.
 */
const variables = {
  OFFICE_PORT: { shape: port.default(8080), about: 'Port of the office, for staff. 0 takes any free port.' },
  OFFICE_HOST: {
    shape: z.string().default('127.0.0.1'),
    about: 'Address the office listens on. `0.0.0.0` for all.',
  },
  OFFICE_URL: {
    shape: address.optional(),
    about: 'Address under which staff reach the office, where it stands behind a proxy; links begin with it.',
  },
  GATE_PORT: {
    shape: port.default(8081),
    about: 'Port of the gate, for visitors and for the check of web servers.',
  },
  GATE_HOST: {
    shape: z.string().default('127.0.0.1'),
    about: 'Address the gate listens on. `0.0.0.0` for all.',
  },
  GATE_WORKERS: {
    shape: workers.default(1),
    about:
      'How many processes answer on GATE_PORT, up to 64, so that more than one core can be used; `all` for as many as there are cores. Each takes some 150 MB of memory and a few connections to the database.',
  },
  LINK_PORT: {
    shape: port.default(8082),
    about: 'Port of the link between office and gate, health and metrics.',
  },
  LINK_HOST: {
    shape: z.string().default('127.0.0.1'),
    about:
      'Address the link listens on. `/health` and `/metrics` there need no signature, so keep it on loopback or a private network.',
  },
  GATE_LINK_URL: {
    shape: address.optional(),
    about: 'Address of the gate’s link for `gatehouse office`, where the gate runs apart.',
  },
  GATE_PAIRING_CODE: {
    shape: z.string().optional(),
    about: 'One-time code that `gatehouse gate` prints, for the first start of `gatehouse office`.',
  },
  GATEHOUSE_DATA: {
    shape: z.string().default('./data'),
    about: 'Folder of the embedded database and what belongs to it.',
  },
  OFFICE_DATABASE_URL: {
    shape: database.optional(),
    about: 'PostgreSQL (15 or newer) for the office. Without it the embedded one is used.',
  },
  GATE_DATABASE_URL: {
    shape: database.optional(),
    about: 'PostgreSQL (15 or newer) for the gate. Without it the embedded one is used.',
  },
  SMTP_URL: {
    shape: z
      .string()
      .regex(/^smtps?:\/\//, 'it does not begin with smtp:// or smtps://')
      .optional(),
    about:
      'Mail server, `smtp://user:password@host:587`. Without it mails wait, readable in the office under Mail.',
  },
  MAIL_FROM: {
    shape: z.string().default('Gatehouse <noreply@localhost>'),
    about: 'Sender of mails for websites without a sender of their own.',
  },
  TRUSTED_PROXIES: {
    shape: z.string().default('127.0.0.1,::1'),
    about:
      'Addresses or networks (CIDR), comma-joined, whose `X-Forwarded-*` and `X-Original-*` headers count.',
  },
  WEBSITE_FOLDERS: {
    shape: z
      .string()
      .refine((list) => foldersIn(list).every(isAbsolute), { error: 'holds full paths, comma-joined' })
      .optional(),
    about:
      'Folders, full paths, comma-joined, within which websites that the gate serves from a folder must lie, for office and gate. Without it any folder but those of the system, of databases and of logs.',
  },
  UPSTREAM_CONNECT_SECONDS: {
    shape: seconds.default(10),
    about: 'For websites at an address inside: how long the gate tries to connect before it answers 504.',
  },
  UPSTREAM_ANSWER_SECONDS: {
    shape: seconds.default(120),
    about:
      'The same: how long the website may take to begin its answer, once it has the request whole. Then the visitor gets 504.',
  },
  UPSTREAM_IDLE_SECONDS: {
    shape: seconds.default(120),
    about:
      'How long nothing may move within an upload or a download, also of a file that the gate serves itself. Then the connection breaks off; streams of events and WebSockets may be silent.',
  },
  ASSERTION_KEY_DAYS: {
    shape: days.default(90),
    about:
      'Days after which the gate makes a new key for `Gatehouse-Assertion` by itself (docs/assertion.md). 0 for never; `gatehouse rotate-key` makes one at any time.',
  },
  LICENCE_PUBLIC_KEY: {
    shape: z.string().optional(),
    about:
      'Public key (JWK as JSON) of whoever issues licences. Without it the key in the data folder, which `gatehouse licence issue` uses.',
  },
  LOG_LEVEL: {
    shape: z.enum(logLevels, { error: `it is none of ${logLevels.join(', ')}` }).default('info'),
    about: 'How much is logged.',
  },
} as const;

type Variables = typeof variables;
export type Environment = { readonly [K in keyof Variables]: z.output<Variables[K]['shape']> };

/** The settings as the program uses them. */
export interface Config extends Environment {
  /** Absolute path of the data folder. */
  readonly dataFolder: string;
  /** Folders within which websites must lie, without symbolic links; null: anywhere (`folderProblem`). */
  readonly websiteFolders: readonly string[] | null;
}

function foldersIn(list: string): string[] {
  return list
    .split(',')
    .map((folder) => folder.trim())
    .filter((folder) => folder !== '');
}

function withoutLinks(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return resolve(folder); // not there yet
  }
}

/**
 * Reads and checks the settings; empty variables count as not set.
 * @throws AppError `configuration_invalid`, naming the variable and the reason.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  const values: Record<string, unknown> = {};
  for (const [name, { shape }] of Object.entries(variables)) {
    const raw = environment[name];
    const parsed = shape.safeParse(raw === undefined || raw === '' ? undefined : raw);
    if (!parsed.success) {
      const reason = parsed.error.issues.map((issue) => issue.message).join('; ');
      throw new AppError('configuration_invalid', { variable: name, reason });
    }
    values[name] = parsed.data;
  }
  const environmentValues = values as unknown as Environment; // each value was just parsed by its own shape
  const { GATEHOUSE_DATA, WEBSITE_FOLDERS } = environmentValues;
  return {
    ...environmentValues,
    dataFolder: resolve(GATEHOUSE_DATA),
    websiteFolders: WEBSITE_FOLDERS === undefined ? null : foldersIn(WEBSITE_FOLDERS).map(withoutLinks),
  };
}

/** Where Gatehouse itself listens on this machine, as far as the settings tell. */
export function ownPlaces(config: Config): OwnPlaces {
  return {
    ports: [config.OFFICE_PORT, config.GATE_PORT, config.LINK_PORT],
    addresses: () =>
      Object.values(networkInterfaces()).flatMap((found) => (found ?? []).map(({ address }) => address)),
  };
}

/** Name, default and meaning of each setting, for the generated documentation. */
export function describeConfig(): { name: string; fallback: string; about: string }[] {
  return Object.entries(variables).map(([name, { shape, about }]) => {
    const fallback = shape.safeParse(undefined);
    return {
      name,
      fallback: fallback.success && fallback.data !== undefined ? String(fallback.data) : '',
      about,
    };
  });
}
