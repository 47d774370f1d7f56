import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type ExtraField,
  longestLogo,
  lookSettings,
  noWords,
  signInSettings,
  signUpForm,
} from '../../../src/contract/website-settings.ts';
import type { WebsiteInput } from '../../../src/contract/websites.ts';
import { websiteInput } from '../../support/access.ts';
import { startTestOffice, type TestCompany, type TestOffice } from '../../support/office.ts';
import { refusalOf } from '../../support/refusal.ts';

let office: TestOffice;
let company: TestCompany;
beforeAll(async () => {
  office = await startTestOffice();
  company = await office.createCompany();
});
afterAll(() => office.stop());

const question: ExtraField = {
  key: 'q1',
  kind: 'text',
  label: { ...noWords, nl: 'Debiteurnummer' },
  hint: noWords,
  required: false,
  options: [],
  link: '',
};
const withQuestions = (...extra: ExtraField[]) => ({ signUpForm: { ...signUpForm.parse({}), extra } });

/** What is wrong with a website, as the API says it: field and code. */
async function wrongIn(values: Partial<WebsiteInput>): Promise<string[]> {
  const call = company.api.websites.create({
    companyId: company.companyId,
    website: websiteInput({ language: 'nl', ...values }),
  });
  const { data } = await refusalOf(call);
  const issues = (data as { issues?: { field: string; code: string }[] }).issues ?? []; // what the API answers
  return issues.map(({ field, code }) => `${field} ${code}`);
}

describe('settings of a website that can’t be taken say at which field', () => {
  test('a question needs words in the website’s own language', async () => {
    const label = { ...noWords, en: 'Debtor number' };
    expect(await wrongIn(withQuestions({ ...question, label }))).toEqual([
      'website.signUpForm.extra.0.label.nl required',
    ]);
  });

  test('a choice needs two answers that differ, a consent the terms it agrees to', async () => {
    const options = ['Horeca', 'horeca'].map((value) => ({ value, label: noWords }));
    expect(
      await wrongIn(
        withQuestions(
          { ...question, kind: 'choice' },
          { ...question, key: 'q2', kind: 'choice', options },
          { ...question, key: 'q3', kind: 'consent' },
        ),
      ),
    ).toEqual([
      'website.signUpForm.extra.0.options options',
      'website.signUpForm.extra.1.options duplicate',
      'website.signUpForm.extra.2.link required',
    ]);
  });

  test.each(['javascript:alert(1)', 'terms.html', 'https://a b'])(
    'terms at %s can’t be read',
    async (link) => {
      expect(await wrongIn(withQuestions({ ...question, kind: 'consent', link }))).toEqual([
        'website.signUpForm.extra.0.link url',
      ]);
    },
  );

  test('case 40: a logo is a picture of a size that the pages can carry, and nothing else', async () => {
    const look = (logo: string) => ({ look: { ...lookSettings.parse({}), logo } });
    for (const logo of [
      'data:image/svg+xml;base64,PHN2Zy8+',
      'data:text/html;base64,PGI+',
      'https://example.com/logo.png',
      'data:image/png;base64,"onerror=1',
    ])
      expect(await wrongIn(look(logo))).toEqual(['website.look.logo image']);
    const large = `data:image/png;base64,${'A'.repeat(longestLogo)}`;
    expect(await wrongIn(look(large))).toEqual(['website.look.logo too_long']);
  });

  test('a colour is #rrggbb, a password has at least 8 characters', async () => {
    const look = { ...lookSettings.parse({}), accent: 'red;}body{display:none', accentDark: '#12F' };
    const signIn = { ...signInSettings.parse({}), minPasswordLength: 6 };
    expect(await wrongIn({ look, signIn })).toEqual(
      expect.arrayContaining(['website.look.accent colour', 'website.look.accentDark colour']),
    );
    expect((await wrongIn({ signIn })).join()).toContain('website.signIn.minPasswordLength');
  });
});
