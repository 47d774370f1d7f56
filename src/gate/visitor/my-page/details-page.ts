import { visitorLanguages } from '../../../core/language.ts';
import { gatePrefix } from '../../../core/paths.ts';
import { findAccount } from '../../logins/find-account.ts';
import { languageNames } from '../../pages/language-names.ts';
import type { Section } from '../../pages/page-model.ts';
import { applicationForm, fieldValues, readApplication } from '../application-form.ts';
import { changeDetails, detailsOf } from '../change-details.ts';
import type { Visit } from '../visit.ts';
import { pageAnswer, redirect, type VisitorPage } from '../visitor-page.ts';
import { myPageAddress, myPageMenu, myPagePath } from './my-page-menu.ts';
import { noticeOn } from './notices.ts';
import { signInFirst } from './sign-in-first.ts';

/** The own details, with the website's own form (R9: a change goes to the office), the e-mail address and the language. */
export const detailsPage: VisitorPage = {
  path: myPagePath('details'),

  async show(visit, typed) {
    const { gate, website, session } = visit;
    if (session === null) return signInFirst(visit);
    const values =
      typed?.values ??
      fieldValues(await detailsOf(gate, website, session, visit.language), website.settings.signUpForm);
    const { fields, folded, last } = applicationForm(visit, { ...typed, values }, 'absent');
    return pageAnswer(
      {
        title: visit.say('myDetails'),
        lead: [visit.say('detailsLead')],
        menu: myPageMenu(visit, 'details'),
        ...noticeOn(visit, typed),
        ...(typed?.problem === undefined ? {} : { problem: typed.problem }),
        form: {
          action: myPageAddress('details'),
          submit: visit.say('save'),
          hidden: {},
          fields,
          ...folded,
          last,
        },
        sections: [
          { heading: visit.say('email'), lead: [session.email, visit.say('emailHow')] },
          languageSection(visit),
        ],
      },
      typed,
    );
  },

  async submit(visit) {
    const { gate, website, session, form } = visit;
    if (session === null) return signInFirst(visit);
    const account = await findAccount(gate.db, website.id, session.emailCanonical);
    const { data, errors } = readApplication(visit, session.email, account?.details ?? undefined);
    if (Object.keys(errors).length > 0) return this.show(visit, { values: form, errors });
    const changed = await changeDetails(gate, website, session, data);
    return redirect(myPageAddress('details', changed ? 'saved' : 'unchanged'));
  },
};

function languageSection(visit: Visit): Section {
  return {
    heading: visit.say('languageLabel'),
    form: {
      action: `${gatePrefix}/language`,
      submit: visit.say('save'),
      hidden: { page: myPagePath('details') },
      look: 'quiet',
      fields: [
        {
          name: 'language',
          label: visit.say('languageLead'),
          type: 'select',
          value: visit.language,
          autocomplete: 'off',
          required: true,
          options: visitorLanguages.map((language) => ({ value: language, label: languageNames[language] })),
        },
      ],
    },
  };
}
