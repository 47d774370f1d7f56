import { readConfig } from '../config.ts';
import { AppError } from '../core/errors.ts';
import { isLanguage, type Language, languages } from '../core/language.ts';
import { tellStep } from '../core/visit/visit-words.ts';
import {
  type ExplainedVisit,
  explainVisitAtGate,
  readVisitToExplain,
  type VisitToExplain,
} from '../gate/explain/explain-visit-at-gate.ts';
import { openGate } from './open-gate.ts';
import { parseTime } from './parse-time.ts';
import { tellVisit } from './tell-visit.ts';

/** What `gatehouse explain` was asked. */
export interface ExplainOptions {
  readonly email: string;
  readonly url: string;
  readonly at?: string | undefined;
  readonly json: boolean;
  readonly lang: string;
}

/** Refusals of what was typed, as against those of the database. */
const inputErrors: readonly string[] = [
  'email_unusable',
  'page_address_unusable',
  'page_of_no_website',
  'time_unusable',
  'language_unknown',
];

/**
 * `gatehouse explain`: whether and why somebody gets a page, from the gate's database, also while Gatehouse
 * runs. Exit code 0: gets in, 1: does not, 2: the question can't be understood.
 */
export async function runExplain(
  options: ExplainOptions,
  out: NodeJS.WritableStream = process.stdout,
  err: NodeJS.WritableStream = process.stderr,
): Promise<number> {
  const language: Language = isLanguage(options.lang) ? options.lang : 'en';
  try {
    if (!isLanguage(options.lang)) {
      throw new AppError('language_unknown', { value: options.lang, known: languages.join(', ') });
    }
    const at = options.at === undefined ? null : parseTime(options.at);
    const visit = await ask(readVisitToExplain({ email: options.email, url: options.url, at }));
    out.write(
      options.json ? `${JSON.stringify(toJson(visit, language), null, 2)}\n` : tellVisit(visit, language),
    );
    return visit.allowed ? 0 : 1;
  } catch (error) {
    if (!(error instanceof AppError) || !inputErrors.includes(error.code)) throw error;
    const message = error.in(language);
    if (options.json) out.write(`${JSON.stringify({ error: { code: error.code, message } }, null, 2)}\n`);
    err.write(`${message}\n`);
    return 2;
  }
}

async function ask(asked: VisitToExplain): Promise<ExplainedVisit> {
  const { gate, close } = await openGate(readConfig());
  try {
    return await explainVisitAtGate(gate, asked);
  } finally {
    await close();
  }
}

function toJson(visit: ExplainedVisit, language: Language): unknown {
  const { website, host, target, email, account, at, allowed, identified, open, failed } = visit;
  const names = { website: website.settings.name, host, email };
  return {
    email,
    host,
    target,
    at: at.toISOString(),
    website: { id: website.id, name: website.settings.name },
    account:
      account === null
        ? null
        : {
            id: account.id,
            status: account.status,
            contact: account.contactNumber,
            name: account.contactName,
          },
    allowed,
    open,
    identified,
    failed,
    steps: visit.steps.map((step) => ({
      ...step,
      ...tellStep(step, names, language, (time) => time.toISOString()),
    })),
  };
}
