import type { Section } from '../../pages/page-model.ts';
import { myPageAddress, myPageMenu } from '../my-page/my-page-menu.ts';
import { signInToSee } from '../pages/sign-in-to-see.ts';
import { removePasskey, renamePasskey } from '../passkeys/edit-passkey.ts';
import { findPasskeys } from '../passkeys/find-passkeys.ts';
import { tidyName } from '../passkeys/passkey-name.ts';
import type { Visit } from '../visit.ts';
import { type Answer, pageAnswer, redirect, type Typed, type VisitorPage } from '../visitor-page.ts';
import { changingOf, guardChange, notNow } from './guard-change.ts';
import { passkeyLines, securityAddress } from './security-page.ts';

/** One passkey: its name, and removing it. */
export const passkeyPage: VisitorPage = {
  path: 'my-page/security/passkey',

  async show(visit, typed) {
    const id = visit.form.id ?? visit.query.id ?? '';
    const guarded = await guardChange(visit, securityAddress('passkey', { id }));
    if (guarded.first !== null) return guarded.first;
    const { session, factors } = guarded;
    const passkey = (await findPasskeys(visit.gate.db, session)).find((own) => own.id === id);
    if (passkey === undefined) return redirect(myPageAddress('security'));
    const { app, passkeysHere, passkeysElsewhere, secondFactor } = factors;
    const isLast = secondFactor && !app && passkeysHere + passkeysElsewhere === 1;
    return pageAnswer(
      {
        title: passkey.name,
        menu: myPageMenu(visit, 'security'),
        ...(typed?.problem === undefined ? {} : { problem: typed.problem }),
        lead: passkeyLines(visit, passkey),
        form: {
          submit: visit.say('save'),
          hidden: { id },
          fields: [
            {
              name: 'name',
              label: visit.say('passkeyName'),
              type: 'text',
              value: typed?.values.name ?? passkey.name,
              autocomplete: 'off',
              required: true,
              ...(typed?.errors?.name === undefined ? {} : { error: typed.errors.name }),
            },
          ],
        },
        sections: [removal(visit, id, isLast)],
        ways: [{ label: visit.say('back'), href: myPageAddress('security') }],
      },
      typed,
    );
  },

  async submit(visit) {
    const { gate, session, form } = visit;
    if (session === null) return signInToSee;
    const id = form.id ?? '';
    if (form.act === 'remove') return remove(visit, id, (typed) => this.show(visit, typed));
    const name = tidyName(form.name ?? '');
    if (name === '') return this.show(visit, { values: form, errors: { name: visit.say('required') } });
    await renamePasskey(gate, session, id, name);
    return redirect(myPageAddress('security', 'passkey_renamed'));
  },
};

function removal(visit: Visit, id: string, isLast: boolean): Section {
  return {
    heading: visit.say('passkeyRemove'),
    lead: [visit.say('passkeyRemoveLead'), ...(isLast ? [visit.say('passkeyRemoveLast')] : [])],
    form: { submit: visit.say('passkeyRemove'), look: 'danger', hidden: { id, act: 'remove' }, fields: [] },
  };
}

async function remove(visit: Visit, id: string, again: (typed: Typed) => Promise<Answer>): Promise<Answer> {
  const { gate, session, form } = visit;
  if (session === null) return signInToSee;
  const result = await removePasskey(gate, changingOf(visit, session), id);
  switch (result.kind) {
    case 'prove':
    case 'signed_out':
      return notNow(result, securityAddress('passkey', { id }));
    case 'demanded':
      return again({ values: form, problem: visit.say('passkeyDemanded', { demanding: result.site }) });
    case 'gone':
      return redirect(myPageAddress('security'));
    case 'removed':
      return redirect(myPageAddress('security', 'passkey_removed'));
  }
}
