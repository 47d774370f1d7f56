import { gatePrefix } from '../../../core/paths.ts';

/** Where a second step is asked; what that of a sign-in leads on to is kept with the step. */
export const secondStepPath = `${gatePrefix}/second-step`;

/** Where whoever has no second factor yet sets one up for a website that demands it. */
export function setUpPath(returnPath: string): string {
  return `${secondStepPath}/set-up?${new URLSearchParams({ return: returnPath })}`;
}

/** The sign-in page, leading on to `returnPath` afterwards. */
export function signInPath(returnPath: string, notice?: string): string {
  const query = new URLSearchParams({ ...(notice === undefined ? {} : { notice }), return: returnPath });
  return `${gatePrefix}/sign-in?${query}`;
}

/** Where whoever is signed in proves it once more, leading back to a page of My page afterwards. */
export function provePath(returnPath: string): string {
  return `${gatePrefix}/prove?${new URLSearchParams({ return: returnPath })}`;
}
