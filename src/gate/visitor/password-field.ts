import { fillIn } from '../../core/language.ts';
import { longestPassword, type PasswordProblem, passwordProblems } from '../../core/password-rules.ts';
import { passwordRules } from '../pages/assets.ts';
import type { Field } from '../pages/page-model.ts';
import type { Visit } from './visit.ts';

/**
 * A field for a password; what was typed is never sent back. `words`: what a new one may not be made of; what the form
 * asks besides is added in the browser.
 */
export function passwordField(
  visit: Visit,
  kind: 'password' | 'newPassword' | 'currentPassword' | 'choosePassword',
  error?: string,
  words: readonly string[] = [],
): Field {
  const least = visit.website.settings.signIn.minPasswordLength;
  const isNew = kind === 'newPassword' || kind === 'choosePassword';
  return {
    name: kind === 'currentPassword' ? 'current' : 'password',
    label: visit.say(kind),
    type: 'password',
    value: '',
    autocomplete: isNew ? 'new-password' : 'current-password',
    required: true,
    ...(isNew
      ? {
          newPassword: { least, words: words.join('\n'), rules: passwordRules.url },
          hint: visit.say('passwordHint', { length: least }),
        }
      : {}),
    ...(error === undefined ? {} : { error }),
  };
}

/** Why a password is refused, as a sentence at its field. */
export function weakPassword(visit: Visit, problem: PasswordProblem): string {
  const least = visit.website.settings.signIn.minPasswordLength;
  const reason = fillIn(passwordProblems[problem][visit.language], {
    length: problem === 'too_long' ? longestPassword : least,
  });
  return visit.say('passwordWeak', { reason });
}
