import { gatePrefix } from '../../../core/paths.ts';
import { changePassword } from '../change-password.ts';
import { contextWordsOf } from '../choose-password.ts';
import { myPageAddress, myPageMenu } from '../my-page/my-page-menu.ts';
import { passwordField, weakPassword } from '../password-field.ts';
import { pageAnswer, redirect, type VisitorPage } from '../visitor-page.ts';
import { signInToSee } from './sign-in-to-see.ts';

/** Change of password by whoever is signed in (R14). */
export const changePasswordPage: VisitorPage = {
  path: 'change-password',

  async show(visit, typed) {
    const { session, website } = visit;
    if (session === null) return signInToSee;
    const words = contextWordsOf(website, session.email, session.name);
    return pageAnswer(
      {
        title: visit.say('changePassword'),
        lead: [visit.say('changePasswordLead')],
        menu: myPageMenu(visit, 'security'),
        ...(typed?.problem === undefined ? {} : { problem: typed.problem }),
        form: {
          action: `${gatePrefix}/change-password`,
          submit: visit.say('savePassword'),
          hidden: {},
          fields: [
            passwordField(visit, 'currentPassword', typed?.errors?.current),
            passwordField(visit, 'newPassword', typed?.errors?.password, words),
          ],
        },
        ways: [{ label: visit.say('back'), href: myPageAddress('security') }],
      },
      typed,
    );
  },

  async submit(visit) {
    const { form, session } = visit;
    if (session === null) return signInToSee;
    const { current = '', password = '' } = form;
    const required = visit.say('required');
    const missing = {
      ...(current === '' ? { current: required } : {}),
      ...(password === '' ? { password: required } : {}),
    };
    if (Object.keys(missing).length > 0) return this.show(visit, { values: form, errors: missing });
    const result = await changePassword(visit.gate, visit.website, session, {
      current,
      next: password,
      address: visit.address,
      userAgent: visit.userAgent,
    });
    switch (result.kind) {
      case 'wrong':
        return this.show(visit, { values: form, errors: { current: visit.say('wrongCurrent') } });
      case 'weak':
        return this.show(visit, {
          values: form,
          errors: { password: weakPassword(visit, result.problem) },
        });
      case 'changed':
        return redirect(myPageAddress('security', 'password'), { session: result.session });
    }
  },
};
