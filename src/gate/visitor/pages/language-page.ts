import { isVisitorLanguage } from '../../../core/language.ts';
import { gatePrefix } from '../../../core/paths.ts';
import { changeLanguage } from '../change-details.ts';
import { cookieName } from '../cookies.ts';
import { redirect, type VisitorPage } from '../visitor-page.ts';

const yearInSeconds = 31_536_000;

/** The choice of language of somebody who is signed in: kept with the sign-in and in this browser. */
export const languagePage: VisitorPage = {
  path: 'language',

  async show() {
    return redirect(`${gatePrefix}/my-page`);
  },

  async submit(visit) {
    const { gate, website, session, form } = visit;
    const page = /^[a-z-]{1,40}(\/[a-z-]{1,40}){0,2}$/.exec(form.page ?? '')?.[0] ?? 'my-page';
    const query = new URLSearchParams();
    if (form.token !== undefined) query.set('token', form.token);
    if (visit.returnPath !== '/') query.set('return', visit.returnPath);
    const to = `${gatePrefix}/${page}${query.size === 0 ? '' : `?${query}`}`;
    const { language } = form;
    if (!isVisitorLanguage(language)) return redirect(to);
    if (session !== null) await changeLanguage(gate, session, language);
    return redirect(to, {
      cookies: [{ name: cookieName(website, 'language'), value: language, maxAge: yearInSeconds }],
    });
  },
};
