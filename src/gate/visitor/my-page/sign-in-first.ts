import { signInPath } from '../pages/sign-in-paths.ts';
import type { Visit } from '../visit.ts';
import { type Answer, redirect } from '../visitor-page.ts';

/** The answer of a part of My page to nobody: sign in, and come back. */
export function signInFirst(visit: Pick<Visit, 'path'>): Answer {
  return redirect(signInPath(visit.path));
}
