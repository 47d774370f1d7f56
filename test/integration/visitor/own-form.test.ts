import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signInSettings } from '../../../src/contract/website-settings.ts';
import { registered, startTestGate, type TestGate, type TestWebsite } from '../../support/gate.ts';
import { ownAnswers, ownForm } from '../../support/own-form.ts';
import { formOf, goodPassword, type VisitorPage } from '../../support/visitor.ts';

let gate: TestGate;
let website: TestWebsite;
beforeAll(async () => {
  gate = await startTestGate();
  website = await gate.publish({ signUpForm: ownForm });
});
afterAll(() => gate.stop());

const person = { firstName: 'Sanne', lastName: 'Bakker', password: goodPassword };

/** What the office hears of a sign-up. */
async function told(email: string): Promise<Record<string, unknown> & { answers?: unknown }> {
  const events = (await gate.events()).filter(
    ({ type, data }) => data.email === email && type === 'registrationV1',
  );
  const data = events.at(-1)?.data.data;
  if (typeof data !== 'object' || data === null) throw new Error(`The office heard nothing of ${email}.`);
  return { ...data };
}

/** The tag of a field by its name. */
function tagOf(page: VisitorPage, name: string): string {
  return new RegExp(`<(?:input|select|fieldset)[^>]*(?:name|id)="${name}"[^>]*>`).exec(page.body)?.[0] ?? '';
}

describe('sign-up with the website’s own form', () => {
  it('R14: shows the standard fields as the website wants them, and its own behind them', async () => {
    const page = await gate.visitor(website).get('/_gate/sign-up');
    const [shown = '', folded = ''] = page.body.split('<details');
    expect(shown).toContain('name="companyName"');
    expect(tagOf(page, 'companyName')).toContain(' required');
    expect(tagOf(page, 'vatNo')).toContain(' required');
    expect(shown).toContain('name="vatNo"');
    expect(page.body).not.toMatch(/name="(phone|street)"/);
    expect(folded).toContain('name="town"');
    expect(tagOf(page, 'town')).not.toContain(' required');
    for (const key of ['branche', 'omzet', 'klantnummer', 'nieuws']) expect(shown).toContain(`own-${key}`);
    expect(folded).toContain('own-voorwaarden'); // right above the button
  });

  it('R14: nothing is folded away where there is nothing to fold', async () => {
    const standard = {
      ...ownForm.standard,
      town: 'hidden',
      postcode: 'hidden',
      country: 'hidden',
      registrationNo: 'hidden',
    } as const;
    const site = await gate.publish({ signUpForm: { standard, extra: [] } });
    const page = await gate.visitor(site).get('/_gate/sign-up');
    expect(page.body).not.toContain('<details');
  });

  it('R14: few options are radio buttons, many a list; what need not be chosen can be left', async () => {
    const page = await gate.visitor(website).get('/_gate/sign-up');
    expect(page.body.match(/type="radio"/g)).toHaveLength(2);
    expect(page.text).toContain('Branche Bouw Horeca');
    expect(page.body).toMatch(/<select id="own-omzet"[^>]*>\s*<option value="" selected>Maak een keuze/);
    const optional = { ...ownForm, extra: ownForm.extra.map((field) => ({ ...field, required: false })) };
    const site = await gate.publish({ signUpForm: optional });
    const loose = await gate.visitor(site).get('/_gate/sign-up');
    expect(loose.text).toContain('Branche (niet verplicht) Bouw Horeca Geen antwoord');
  });

  it('R14: nothing is ticked beforehand, and the terms open beside the form', async () => {
    const page = await gate.visitor(website).get('/_gate/sign-up');
    expect(page.body).not.toContain(' checked');
    expect(page.body).toContain(
      '<a href="https://jansen.example/voorwaarden?v=3&amp;taal=nl" target="_blank" rel="noopener">Lees',
    );
  });

  it.each([
    ['de', 'Branche Bau Horeca', 'Houd mij op de hoogte', 'Your customer number'],
    ['en', 'Branche Bouw Horeca', 'I agree to the terms', 'Uw klantnummer'],
  ])('R18: in %s the words are those of the visitor, else of the website', async (language, ...texts) => {
    const headers = { 'accept-language': language };
    const page = await gate.visitor(website).get('/_gate/sign-up', { headers });
    expect(page.text).toContain(texts[0]);
    expect(page.text).toContain(texts[1]);
    if (language === 'de') expect(page.text).toContain('Uw klantnummer');
    else expect(page.text).toContain('Your customer number');
    expect(page.text).not.toContain(texts[2]);
    expect(page.body).toContain('<bdi lang="nl">Houd mij op de hoogte</bdi>');
  });

  it('R14: the answers go to the office as they were asked, the consent with the terms it was given to', async () => {
    const email = 'antwoord@example.com';
    await registered(gate, website, email, { ...ownAnswers, 'own-klantnummer': '  K-12 ' });
    const data = await told(email);
    expect(data).toMatchObject({ companyName: 'Bakker Techniek', vatNo: 'NL001234567B01', phone: '' });
    expect(data.answers).toEqual([
      { key: 'branche', kind: 'choice', label: 'Branche', value: 'bouw', link: '' },
      { key: 'omzet', kind: 'choice', label: 'Inkoop per jaar', value: '', link: '' },
      { key: 'klantnummer', kind: 'text', label: 'Uw klantnummer', value: 'K-12', link: '' },
      { key: 'nieuws', kind: 'tick', label: 'Houd mij op de hoogte', value: '', link: '' },
      {
        key: 'voorwaarden',
        kind: 'consent',
        label: 'Ik ga akkoord met de voorwaarden',
        value: 'yes',
        link: 'https://jansen.example/voorwaarden?v=3&taal=nl',
      },
    ]);
  });

  it('R14: says at each field and in the summary what is wrong, and keeps every choice and tick', async () => {
    const visitor = gate.visitor(website);
    const page = await visitor.get('/_gate/sign-up');
    const typed = {
      ...person,
      email: 'fout@example.com',
      companyName: ' ',
      'own-omzet': '4',
      'own-nieuws': 'yes',
    };
    const again = await visitor.submit(page, typed);
    expect(again.status).toBe(422);
    for (const text of [
      'Bedrijfsnaam : Vul dit in.',
      'Btw-nummer : Vul dit in.',
      'Branche : Kies een van de mogelijkheden.',
      'Ik ga akkoord met de voorwaarden : Vink dit aan als u akkoord gaat',
    ]) {
      expect(again.text).toContain(text);
    }
    expect(again.body).toContain('<a href="#own-branche">');
    expect(again.body).toMatch(/<input type="radio" id="own-branche"/);
    expect(tagOf(again, 'own-voorwaarden')).toContain('aria-describedby="own-voorwaarden-error"');
    const kept = formOf(again.body, '/_gate/sign-up').fields;
    expect(kept).toMatchObject({ ...typed, password: '' });
    expect(kept).not.toHaveProperty('own-branche');
    expect(kept).not.toHaveProperty('own-voorwaarden');
    const last = await visitor.submit(again, { ...ownAnswers, 'own-branche': 'horeca', password: '' });
    expect(formOf(last.body, '/_gate/sign-up').fields).toMatchObject({
      ...ownAnswers,
      'own-branche': 'horeca',
      'own-nieuws': 'yes',
    });
  });

  it.each([
    ['own-branche', 'landbouw', 'Kies een van de mogelijkheden'],
    ['own-omzet', '6', 'Kies een van de mogelijkheden'],
    ['own-voorwaarden', 'ja', 'Vink dit aan als u akkoord gaat'],
    ['own-klantnummer', 'x'.repeat(501), 'Dit is te lang'],
    ['own-klantnummer', 'een\r\ntwee', 'tekens in die niet kunnen'],
    ['companyName', 'x'.repeat(201), 'Dit is te lang'],
  ])('R14: the server itself refuses %s with "%.12s…"', async (name, value, text) => {
    const visitor = gate.visitor(website);
    const answer = await visitor.signUp({ ...ownAnswers, email: 'streng@example.com', [name]: value });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(text);
    expect(await gate.mails('streng@example.com')).toEqual([]);
  });

  it('R14: what the website does not ask for is not taken, whatever is sent', async () => {
    const email = 'extra@example.com';
    await registered(gate, website, email, {
      ...ownAnswers,
      phone: '0612345678',
      street: 'Dorpsstraat 1',
      'own-rol': 'beheerder',
      branche: 'x',
      'own-nieuws': 'misschien',
    });
    const data = await told(email);
    expect(data).toMatchObject({ phone: '', street: '' });
    expect(JSON.stringify(data)).not.toContain('beheerder');
    expect(data.answers).toContainEqual(expect.objectContaining({ key: 'nieuws', value: '' }));
  });

  it('R14: a form that was open too long comes back as it was typed, passwords excepted', async () => {
    const visitor = gate.visitor(website);
    const page = await visitor.get('/_gate/sign-up');
    const typed = {
      ...person,
      ...ownAnswers,
      'own-nieuws': 'yes',
      'own-omzet': '2',
      email: 'lang@example.com',
    };
    const again = await visitor.submit(page, { ...typed, form: 'verlopen' });
    expect(again.status).toBe(403);
    expect(again.text).toContain('stond te lang open');
    expect(formOf(again.body, '/_gate/sign-up').fields).toMatchObject({ ...typed, password: '' });
    expect((await visitor.submit(again, { password: goodPassword })).status).toBe(200);
  });

  it('R14: as many long answers as a form can hold are taken', async () => {
    const extra = Array.from({ length: 20 }, (_, index) => ({
      key: `f${index}`,
      kind: 'text' as const,
      label: { nl: `Vraag ${index}`, en: '', de: '', no: '' },
      hint: { nl: '', en: '', de: '', no: '' },
      required: true,
      options: [],
      link: '',
    }));
    const site = await gate.publish({ signUpForm: { ...ownForm, extra } });
    const answers = Object.fromEntries(extra.map(({ key }) => [`own-${key}`, '漢'.repeat(500)]));
    const sent = await gate.visitor(site).signUp({ ...ownAnswers, ...answers, email: 'veel@example.com' });
    expect(sent.status).toBe(200);
  });

  it('R14: a choice out of nothing is not asked', async () => {
    const extra = ownForm.extra.map((field) => (field.key === 'branche' ? { ...field, options: [] } : field));
    const site = await gate.publish({ signUpForm: { ...ownForm, extra } });
    const visitor = gate.visitor(site);
    expect((await visitor.get('/_gate/sign-up')).body).not.toContain('own-branche');
    expect((await visitor.signUp({ ...ownAnswers, email: 'niets@example.com' })).status).toBe(200);
  });

  it('R18: the owner’s words stand on the page as text, never as markup', async () => {
    const [first] = ownForm.extra;
    if (first === undefined) throw new Error('The form of the test has no fields.');
    const label = { ...first.label, nl: '<b>Branche</b> "&' };
    const extra = [{ ...first, label, hint: label, options: [{ value: '"><i>', label }] }];
    const site = await gate.publish({ signUpForm: { ...ownForm, extra } });
    const visitor = gate.visitor(site);
    const page = await visitor.submit(await visitor.get('/_gate/sign-up'), person);
    expect(page.body).not.toMatch(/<b>|<i>/);
    expect(page.text).toContain('<b>Branche</b> "&');
  });
});

describe('the website’s own words and rules on sign-up', () => {
  it('R14: the owner’s text leads the page in the languages it is written in, ours in the others', async () => {
    const look = {
      ...website.settings.look,
      signUpText: { nl: 'Alleen voor bouwbedrijven.', en: '', de: '', no: '' },
    };
    const site = await gate.publish({ look });
    const visitor = gate.visitor(site);
    expect((await visitor.get('/_gate/sign-up')).text).toContain('Alleen voor bouwbedrijven.');
    const german = await visitor.get('/_gate/sign-up', { headers: { 'accept-language': 'de' } });
    expect(german.text).not.toContain('Alleen voor');
  });

  it('GATE: a password has at least as many characters as the website asks for, wherever it is chosen', async () => {
    const site = await gate.publish({ signIn: signInSettings.parse({ minPasswordLength: 16 }) });
    const [short, long] = ['vlinder zee 14c', 'vlinder zee 14ch'];
    const visitor = gate.visitor(site);
    const email = 'lengte@example.com';
    expect((await visitor.get('/_gate/sign-up')).text).toContain('Minstens 16 tekens');
    const refused = await visitor.signUp({ email, password: short });
    expect(refused.text).toContain('gebruik ten minste 16 tekens');
    const owner = await registered(gate, site, email, { password: long });

    const changed = await owner.submit(
      await owner.get('/_gate/change-password'),
      { current: long, password: short },
      { action: '/_gate/change-password' },
    );
    expect(changed.text).toContain('gebruik ten minste 16 tekens');

    await visitor.submit(await visitor.get('/_gate/forgotten-password'), { email });
    const reset = await visitor.get((await gate.mails(email)).at(-1)?.link ?? '');
    expect(reset.text).toContain('Minstens 16 tekens');
    expect((await visitor.submit(reset, { password: short })).text).toContain('gebruik ten minste 16 tekens');

    await gate.account(site, { email: 'eerste@example.com', status: 'approved' });
    const first = await visitor.get((await gate.mails('eerste@example.com')).at(-1)?.link ?? '');
    expect((await visitor.submit(first, { password: short })).text).toContain('gebruik ten minste 16 tekens');
    expect((await visitor.submit(first, { password: long })).text).toContain('Meld u ermee aan');
  });
});
