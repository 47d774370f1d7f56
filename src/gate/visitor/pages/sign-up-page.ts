import { parseEmailAddress } from '../../../core/email-address.ts';
import { checkPassword } from '../../../core/password-rules.ts';
import { gatePrefix } from '../../../core/paths.ts';
import { hashPassword } from '../../../passwords/password-hash.ts';
import type { Page } from '../../pages/page-model.ts';
import { applicationForm, readApplication } from '../application-form.ts';
import { contextWordsOf } from '../choose-password.ts';
import { cookieName } from '../cookies.ts';
import { verifyHours } from '../handle-request.ts';
import { passwordField, weakPassword } from '../password-field.ts';
import { receiveRequest } from '../receive-request.ts';
import { sign } from '../signed-value.ts';
import type { Visit } from '../visit.ts';
import { pageAnswer, type Typed, type VisitorPage } from '../visitor-page.ts';
import { formId, requestId } from './form-id.ts';
import { checkMailPage } from './resend-page.ts';

/**
 * Sign-up (R4, R14). The answer is the same whether the address is known or not (I7); where only the owner makes
 * accounts the endpoint itself refuses (case 4).
 */
export const signUpPage: VisitorPage = {
  path: 'sign-up',

  async show(visit, typed) {
    if (visit.website.settings.policy === 'owner_only') return closed(visit);
    return pageAnswer(signUpForm(visit, typed), typed);
  },

  async submit(visit) {
    const { gate, website, form } = visit;
    if (website.settings.policy === 'owner_only') return closed(visit);
    const { data, errors } = readApplication(visit);
    const password = form.password ?? '';
    const contextWords = contextWordsOf(website, data.email, data.firstName, data.lastName, data.companyName);
    const problem = checkPassword(password, {
      minLength: website.settings.signIn.minPasswordLength,
      contextWords,
    });
    if (password === '') errors.password = visit.say('required');
    else if (problem !== null) errors.password = weakPassword(visit, problem);
    const email = parseEmailAddress(data.email);
    if (email === null || Object.keys(errors).length > 0) return this.show(visit, { values: form, errors });

    const id = requestId(form.id, website.id, 'sign_up', email.canonical, JSON.stringify(data));
    await receiveRequest(gate, website, {
      id,
      email,
      language: visit.language,
      address: visit.address,
      returnPath: visit.returnPath,
      wish: { kind: 'sign_up', passwordHash: await hashPassword(password), data },
    });
    const own = {
      name: cookieName(website, 'sign-up'),
      value: sign(gate.installation.formKey, 'sign-up', id),
      maxAge: verifyHours * 3600,
    };
    return { ...pageAnswer(checkMailPage(visit, 'checkMailSignUp', email.typed, true)), cookies: [own] };
  },
};

function closed(visit: Visit) {
  return pageAnswer(
    {
      title: visit.say('signUpClosedTitle'),
      lead: [visit.say('signUpClosed')],
      ways: [{ label: visit.say('backToSignIn'), href: `${gatePrefix}/sign-in` }],
    },
    { values: {}, status: 403 },
  );
}

function signUpForm(visit: Visit, typed: Typed = { values: {} }): Page {
  const { fields, folded, last } = applicationForm(visit, typed, 'typed');
  const { policy, look } = visit.website.settings;
  return {
    title: visit.say('signUp'),
    lead: [
      look.signUpText[visit.language] || visit.say('signUpLead'),
      ...(policy === 'automatic' ? [] : [visit.say('signUpManual')]),
    ],
    ...(typed.problem === undefined ? {} : { problem: typed.problem }),
    form: {
      action: `${gatePrefix}/sign-up`,
      submit: visit.say('signUpSubmit'),
      hidden: { return: visit.returnPath, id: formId(typed.values.id) },
      fields: [
        ...fields,
        passwordField(visit, 'choosePassword', typed.errors?.password, contextWordsOf(visit.website)),
      ],
      ...folded,
      last,
    },
    ways: [{ label: visit.say('haveAccount'), href: `${gatePrefix}/sign-in` }],
  };
}
