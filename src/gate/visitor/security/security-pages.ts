import type { VisitorPage } from '../visitor-page.ts';
import { addPasskeyPage } from './add-passkey-page.ts';
import { appPage } from './app-page.ts';
import { passkeyPage } from './passkey-page.ts';
import { provePage } from './prove-page.ts';
import { securityPage } from './security-page.ts';
import { setUpPage } from './set-up-page.ts';
import { codesPage, switchOffPage, usePasskeyPage } from './switch-pages.ts';

/** The pages of My page about how one signs in. */
export const securityPages: readonly VisitorPage[] = [
  securityPage,
  addPasskeyPage,
  passkeyPage,
  appPage,
  usePasskeyPage,
  switchOffPage,
  codesPage,
  provePage,
  setUpPage,
];
