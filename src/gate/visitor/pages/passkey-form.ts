import type { ButtonLook, Form } from '../../pages/page-model.ts';
import type { ChallengeScope } from '../passkeys/challenge.ts';
import { findPasskeys } from '../passkeys/find-passkeys.ts';
import { optionsToUse } from '../passkeys/passkey-options.ts';
import type { Visit } from '../visit.ts';

/** The scope of a challenge to this browser on this website; of one person's passkeys, or of any. */
export function passkeyScope(visit: Visit, loginId: string | null): ChallengeScope {
  const { website, host, formSecret } = visit;
  const purpose = loginId === null ? 'sign_in' : 'second_factor';
  return { purpose, website, host, browser: formSecret.value, loginId };
}

/** The button that signs in by a passkey, which the browser also offers where the address is typed. */
export function passkeySignInForm(visit: Visit): Form {
  const { gate } = visit;
  const scope = passkeyScope(visit, null);
  const options = optionsToUse(gate.installation.formKey, scope, 'any', gate.clock.now());
  return {
    submit: visit.say('signInByPasskey'),
    look: 'quiet',
    hidden: { credential: '', keep: '', return: visit.returnPath },
    fields: [],
    data: { passkey: 'use', options, failed: visit.say('passkeyFailed'), autofill: 'yes' },
    needsScript: true,
  };
}

/** The button by which one person proves to be who they are with a passkey of theirs that works on this host. */
export async function passkeyProofForm(
  visit: Visit,
  login: { readonly companyId: string; readonly loginId: string; readonly returnPath: string },
  look: ButtonLook,
): Promise<Form> {
  const { gate } = visit;
  const passkeys = await findPasskeys(gate.db, login, visit.host);
  const scope = passkeyScope(visit, login.loginId);
  const options = optionsToUse(gate.installation.formKey, scope, passkeys, gate.clock.now());
  return {
    submit: visit.say('usePasskey'),
    look,
    hidden: { credential: '', return: login.returnPath },
    fields: [],
    data: {
      passkey: 'use',
      options,
      failed: visit.say('passkeyFailed'),
      unsupported: visit.say('passkeyUnsupported'),
    },
    needsScript: true,
    withoutScript: visit.say('passkeyNeedsScript'),
  };
}
