import { myPageAddress, myPageMenu } from '../my-page/my-page-menu.ts';
import { signInToSee } from '../pages/sign-in-to-see.ts';
import { qrCode } from '../second-factor/qr-code.ts';
import { carriedSecret, readCarriedSecret, setUpApp } from '../second-factor/set-up-app.ts';
import { newTotpSecret, readableSecret, totpAddress } from '../second-factor/totp.ts';
import { pageAnswer, redirect, type VisitorPage } from '../visitor-page.ts';
import { afterChange, carried, changingOf, guardChange, notNow } from './guard-change.ts';
import { securityAddress } from './security-page.ts';
import { showCodes } from './show-codes.ts';

/** Sets an authenticator app up: QR code, the key as text, and a first code that proves that the app has it. */
export const appPage: VisitorPage = {
  path: 'my-page/security/app',
  leadsOn: true,

  async show(visit, typed) {
    const guarded = await guardChange(visit, securityAddress('app', carried(visit)));
    if (guarded.first !== null) return guarded.first;
    const { gate, website } = visit;
    const { session, factors } = guarded;
    // After a mistake the same secret, which the app may have by now.
    const secret = readCarriedSecret(gate, session.loginId, typed?.values.secret) ?? newTotpSecret();
    const qr = qrCode(totpAddress(secret, website.settings.name, session.email));
    const error = typed?.errors?.code;
    return pageAnswer(
      {
        title: visit.say(factors.app ? 'appRenew' : 'appSetUp'),
        menu: myPageMenu(visit, 'security'),
        ...(typed?.problem === undefined ? {} : { problem: typed.problem }),
        sections: [
          {
            heading: visit.say('appScan'),
            lead: [visit.say('appScanLead')],
            picture: { ...qr, alt: visit.say('appQr') },
          },
          { fold: visit.say('appKey'), codes: [readableSecret(secret)] },
          {
            heading: visit.say('appConfirm'),
            form: {
              submit: visit.say('continue'),
              hidden: { secret: carriedSecret(gate, session.loginId, secret), ...carried(visit) },
              fields: [
                {
                  name: 'code',
                  label: visit.say('code'),
                  type: 'text',
                  value: '',
                  autocomplete: 'one-time-code',
                  required: true,
                  hint: visit.say('codeHint'),
                  ...(error === undefined ? {} : { error }),
                },
              ],
            },
          },
        ],
        ways: [{ label: visit.say('back'), href: myPageAddress('security') }],
      },
      typed,
    );
  },

  async submit(visit) {
    const { gate, session, form } = visit;
    if (session === null) return signInToSee;
    const secret = readCarriedSecret(gate, session.loginId, form.secret);
    const code = form.code ?? '';
    const wrong = visit.say(code.trim() === '' ? 'required' : 'appWrong');
    if (secret === null || code.trim() === '')
      return this.show(visit, { values: form, errors: { code: wrong } });
    const result = await setUpApp(gate, changingOf(visit, session), secret, code);
    switch (result.kind) {
      case 'prove':
      case 'signed_out':
        return notNow(result, securityAddress('app', carried(visit)));
      case 'wrong':
        return this.show(visit, { values: form, errors: { code: wrong } });
      case 'done': {
        const onward = afterChange(visit, 'app');
        if (result.codes === null) return redirect(onward, { session: result.session });
        const notice = visit.say('noticeAppSetUp');
        return showCodes(visit, result.codes, { notice, onward, session: result.session });
      }
    }
  },
};
