import { accountErrors } from './errors/accounts.ts';
import { commandErrors } from './errors/command.ts';
import { contactErrors } from './errors/contacts.ts';
import { databaseErrors } from './errors/database.ts';
import { employeeErrors } from './errors/employees.ts';
import { explainErrors } from './errors/explain.ts';
import { gateErrors } from './errors/gate.ts';
import { licenceErrors } from './errors/licences.ts';
import { linkErrors } from './errors/link.ts';
import { mailErrors } from './errors/mail.ts';
import { secondStepErrors } from './errors/second-step.ts';
import { websiteErrors } from './errors/websites.ts';
import type { Translated, VisitorLanguage } from './language.ts';

/**
 * What is known of an error: the HTTP status, and what happened and what to do in each language. What visitors can meet
 * has their languages too.
 */
export type CatalogueEntry = Translated &
  Partial<Readonly<Record<VisitorLanguage, string>>> & { readonly status: number };
export type ErrorParams = Readonly<Record<string, string | number>>;

/** Every expected refusal of the product. `{name}` in a text stands for a parameter. */
export const catalogue = {
  ...commandErrors,
  ...databaseErrors,
  ...contactErrors,
  ...websiteErrors,
  ...accountErrors,
  ...linkErrors,
  ...mailErrors,
  ...secondStepErrors,
  ...explainErrors,
  ...gateErrors,
  ...licenceErrors,
  ...employeeErrors,
} as const satisfies Readonly<Record<string, CatalogueEntry>>;

export type ErrorCode = keyof typeof catalogue;
