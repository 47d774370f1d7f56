import { parseEmailAddress } from '../../../core/email-address.ts';
import { gatePrefix } from '../../../core/paths.ts';
import { receiveRequest } from '../receive-request.ts';
import { pageAnswer, type VisitorPage } from '../visitor-page.ts';
import { formId, requestId } from './form-id.ts';
import { checkMailPage } from './resend-page.ts';

/** Forgotten password (R14): the same answer for every address (I7). */
export const forgottenPasswordPage: VisitorPage = {
  path: 'forgotten-password',

  async show(visit, typed) {
    const error = typed?.errors?.email;
    return pageAnswer(
      {
        title: visit.say('forgottenTitle'),
        lead: [visit.say('forgottenLead')],
        ...(typed?.problem === undefined ? {} : { problem: typed.problem }),
        form: {
          action: `${gatePrefix}/forgotten-password`,
          submit: visit.say('forgottenSubmit'),
          hidden: { id: formId(typed?.values.id) },
          fields: [
            {
              name: 'email',
              label: visit.say('email'),
              type: 'email',
              value: typed?.values.email ?? '',
              autocomplete: 'username',
              required: true,
              ...(error === undefined ? {} : { error }),
            },
          ],
        },
        ways: [{ label: visit.say('backToSignIn'), href: `${gatePrefix}/sign-in` }],
      },
      typed,
    );
  },

  async submit(visit) {
    const { form } = visit;
    const email = parseEmailAddress(form.email ?? '');
    if (email === null) {
      const isEmpty = (form.email ?? '').trim() === '';
      return this.show(visit, {
        values: form,
        errors: { email: visit.say(isEmpty ? 'required' : 'badEmail') },
      });
    }
    await receiveRequest(visit.gate, visit.website, {
      id: requestId(form.id, visit.website.id, 'reset', email.canonical),
      email,
      language: visit.language,
      address: visit.address,
      returnPath: '/',
      wish: { kind: 'reset' },
    });
    return pageAnswer(checkMailPage(visit, 'checkMailReset', email.typed, false));
  },
};
