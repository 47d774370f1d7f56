import { AppError } from '../../core/errors.ts';
import { fillIn, type Language } from '../../core/language.ts';
import { checkPassword, defaultPasswordLength, passwordProblems } from '../../core/password-rules.ts';

/**
 * Refuses a password that is easily guessed (GATE.md, Sign-in and sessions).
 * @param contextWords words that everybody tries first: name, e-mail address, company
 * @throws AppError `password_weak` with the reason in the person's language
 */
export function requireStrongPassword(
  password: string,
  contextWords: readonly string[],
  language: Language,
  field: string,
): void {
  const words = [...contextWords, 'gatehouse'];
  const problem = checkPassword(password, { minLength: defaultPasswordLength, contextWords: words });
  if (problem === null) return;
  const reason = fillIn(passwordProblems[problem][language], { length: defaultPasswordLength });
  throw new AppError('password_weak', { reason }, { field });
}
