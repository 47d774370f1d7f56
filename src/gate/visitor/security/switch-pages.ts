import { myPageAddress, myPageMenu } from '../my-page/my-page-menu.ts';
import { signInToSee } from '../pages/sign-in-to-see.ts';
import { renewCodes } from '../second-factor/renew-codes.ts';
import { switchOff, switchOnByPasskey } from '../second-factor/switch-second-step.ts';
import type { Visit } from '../visit.ts';
import { type Answer, pageAnswer, redirect, type Typed, type VisitorPage } from '../visitor-page.ts';
import { changingOf, guardChange, notNow } from './guard-change.ts';
import { securityAddress } from './security-page.ts';
import { showCodes } from './show-codes.ts';

type Words = Readonly<{ title: string; lead: string; look?: 'primary' | 'danger' }>;

/** A page that says what a button does, and the button. */
async function ask(visit: Visit, page: string, words: Words, typed?: Typed): Promise<Answer> {
  const guarded = await guardChange(visit, securityAddress(page));
  if (guarded.first !== null) return guarded.first;
  const { title, lead, look = 'primary' } = words;
  return pageAnswer(
    {
      title,
      lead: [lead],
      menu: myPageMenu(visit, 'security'),
      ...(typed?.problem === undefined ? {} : { problem: typed.problem }),
      form: { submit: title, look, hidden: {}, fields: [] },
      ways: [{ label: visit.say('back'), href: myPageAddress('security') }],
    },
    typed,
  );
}

/** Has the passkey asked for after the password. */
export const usePasskeyPage: VisitorPage = {
  path: 'my-page/security/use-passkey',

  show: (visit, typed) =>
    ask(
      visit,
      'use-passkey',
      { title: visit.say('secondStepUsePasskey'), lead: visit.say('secondStepWhat') },
      typed,
    ),

  async submit(visit) {
    const { session } = visit;
    if (session === null) return signInToSee;
    const result = await switchOnByPasskey(visit.gate, changingOf(visit, session));
    switch (result.kind) {
      case 'prove':
      case 'signed_out':
        return notNow(result, securityAddress('use-passkey'));
      case 'no_passkey':
        return redirect(securityAddress('add-passkey'));
      case 'on': {
        const onward = myPageAddress('security', 'on');
        if (result.codes === null) return redirect(onward);
        return showCodes(visit, result.codes, { notice: visit.say('noticeSecondStepOn'), onward });
      }
    }
  },
};

/** Switches the second step off; not where a website demands it. */
export const switchOffPage: VisitorPage = {
  path: 'my-page/security/switch-off',

  show: (visit, typed) =>
    ask(
      visit,
      'switch-off',
      {
        title: visit.say('secondStepSwitchOff'),
        lead: visit.say('secondStepOffLead'),
        look: 'danger',
      },
      typed,
    ),

  async submit(visit) {
    const { session, form } = visit;
    if (session === null) return signInToSee;
    const result = await switchOff(visit.gate, changingOf(visit, session));
    switch (result.kind) {
      case 'prove':
      case 'signed_out':
        return notNow(result, securityAddress('switch-off'));
      case 'demanded': {
        const problem = visit.say('secondStepDemanded', { demanding: result.site });
        return this.show(visit, { values: form, problem });
      }
      case 'off':
        return redirect(myPageAddress('security', 'off'));
    }
  },
};

/** Makes new recovery codes in the place of those that were there. */
export const codesPage: VisitorPage = {
  path: 'my-page/security/codes',

  show: (visit, typed) =>
    ask(visit, 'codes', { title: visit.say('codesMake'), lead: visit.say('codesMakeLead') }, typed),

  async submit(visit) {
    const { session } = visit;
    if (session === null) return signInToSee;
    const result = await renewCodes(visit.gate, changingOf(visit, session));
    switch (result.kind) {
      case 'prove':
      case 'signed_out':
        return notNow(result, securityAddress('codes'));
      case 'not_needed':
        return redirect(myPageAddress('security'));
      case 'made':
        return showCodes(visit, result.codes, { onward: myPageAddress('security') });
    }
  },
};
