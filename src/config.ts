import { resolve } from 'node:path';
import { z } from 'zod';
import { AppError } from './core/errors.ts';

const port = z.coerce.number().int().min(0).max(65535);

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
    shape: z.url().optional(),
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
  LINK_PORT: {
    shape: port.default(8082),
    about: 'Port of the link between office and gate, health and metrics.',
  },
  LINK_HOST: { shape: z.string().default('127.0.0.1'), about: 'Address the link listens on.' },
  GATE_LINK_URL: {
    shape: z.url().optional(),
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
    shape: z
      .string()
      .regex(/^postgres(ql)?:\/\//, 'begins with postgres://')
      .optional(),
    about: 'PostgreSQL (15 or newer) for the office. Without it the embedded one is used.',
  },
  GATE_DATABASE_URL: {
    shape: z
      .string()
      .regex(/^postgres(ql)?:\/\//, 'begins with postgres://')
      .optional(),
    about: 'PostgreSQL (15 or newer) for the gate. Without it the embedded one is used.',
  },
  SMTP_URL: {
    shape: z
      .string()
      .regex(/^smtps?:\/\//, 'begins with smtp:// or smtps://')
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
  LICENCE_PUBLIC_KEY: {
    shape: z.string().optional(),
    about:
      'Public key (JWK as JSON) of whoever issues licences. Without it the key in the data folder, which `gatehouse licence issue` uses.',
  },
  LOG_LEVEL: {
    shape: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
    about: 'How much is logged.',
  },
} as const;

type Variables = typeof variables;
export type Environment = { readonly [K in keyof Variables]: z.output<Variables[K]['shape']> };

/** The settings as the program uses them. */
export interface Config extends Environment {
  /** Absolute path of the data folder. */
  readonly dataFolder: string;
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
  return { ...environmentValues, dataFolder: resolve(environmentValues.GATEHOUSE_DATA) };
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
