import { gatePrefix } from '../../../core/paths.ts';
import { type Answer, redirect } from '../visitor-page.ts';

/** The answer of pages that are about somebody, to nobody. */
export const signInToSee: Answer = redirect(`${gatePrefix}/sign-in`);
