import { passkeyScript } from '../../pages/assets.ts';
import { myPageAddress, myPageMenu } from '../my-page/my-page-menu.ts';
import { signInToSee } from '../pages/sign-in-to-see.ts';
import { addPasskey, scopeToAdd } from '../passkeys/add-passkey.ts';
import { findPasskeys } from '../passkeys/find-passkeys.ts';
import { suggestedName, tidyName } from '../passkeys/passkey-name.ts';
import { optionsToCreate } from '../passkeys/passkey-options.ts';
import { pageAnswer, redirect, type VisitorPage } from '../visitor-page.ts';
import { afterChange, carried, changingOf, guardChange, notNow } from './guard-change.ts';
import { securityAddress } from './security-page.ts';
import { showCodes } from './show-codes.ts';

/** Adds a passkey that works on this host (WebAuthn registration). */
export const addPasskeyPage: VisitorPage = {
  path: 'my-page/security/add-passkey',
  leadsOn: true,

  async show(visit, typed) {
    const guarded = await guardChange(visit, securityAddress('add-passkey', carried(visit)));
    if (guarded.first !== null) return guarded.first;
    const { gate, host, formSecret } = visit;
    const { session } = guarded;
    const scope = scopeToAdd(changingOf(visit, session), formSecret.value);
    const existing = await findPasskeys(gate.db, session, host);
    const options = optionsToCreate(gate.installation.formKey, scope, session, existing, gate.clock.now());
    return pageAnswer(
      {
        title: visit.say('passkeyAdd'),
        lead: [visit.say('passkeysLead')],
        menu: myPageMenu(visit, 'security'),
        ...(typed?.problem === undefined ? {} : { problem: typed.problem }),
        form: {
          submit: visit.say('continue'),
          hidden: { credential: '', ...carried(visit) },
          fields: [
            {
              name: 'name',
              label: visit.say('passkeyName'),
              type: 'text',
              value: typed?.values.name ?? suggestedName(visit),
              autocomplete: 'off',
              required: true,
              hint: visit.say('passkeyNameHint'),
            },
          ],
          data: {
            passkey: 'make',
            options,
            failed: visit.say('passkeyFailed'),
            known: visit.say('passkeyKnown'),
            unsupported: visit.say('passkeyUnsupported'),
          },
          needsScript: true,
          withoutScript: visit.say('passkeyNeedsScript'),
        },
        ways: [{ label: visit.say('back'), href: myPageAddress('security') }],
        scripts: [passkeyScript],
      },
      typed,
    );
  },

  async submit(visit) {
    const { gate, session, form, formSecret } = visit;
    if (session === null) return signInToSee;
    const changing = changingOf(visit, session);
    const result = await addPasskey(gate, changing, scopeToAdd(changing, formSecret.value), {
      credential: form.credential ?? '',
      name: tidyName(form.name ?? '') || suggestedName(visit),
    });
    switch (result.kind) {
      case 'prove':
      case 'signed_out':
        return notNow(result, securityAddress('add-passkey', carried(visit)));
      case 'wrong':
        return this.show(visit, { values: form, problem: visit.say('passkeyFailed') });
      case 'known':
        return this.show(visit, { values: form, problem: visit.say('passkeyKnown') });
      case 'too_many':
        return this.show(visit, { values: form, problem: visit.say('passkeyTooMany') });
      case 'added': {
        const onward = afterChange(visit, 'passkey_added');
        if (result.codes === null) return redirect(onward, { session: result.session });
        const notice = visit.say('noticePasskeyAdded');
        return showCodes(visit, result.codes, { notice, onward, session: result.session });
      }
    }
  },
};
