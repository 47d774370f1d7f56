import { describe, expect, it } from 'vitest';
import { newWebsite, type WebsiteValues, websiteForm } from './website-values.ts';

const problems = (changed: Partial<WebsiteValues>) => {
  const result = websiteForm.safeParse({ ...newWebsite('nl'), name: 'Portaal', ...changed });
  return result.success ? [] : result.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
};
const address = { publicUrl: 'portaal.jansen.nl/', hosts: ['portaal.jansen.nl'] };

describe('the form of a website', () => {
  it('takes the defaults with a name and an address, as the contract wants them', () => {
    const result = websiteForm.parse({ ...newWebsite('nl'), name: ' Portaal ', ...address });
    expect(result).toMatchObject({ name: 'Portaal', publicUrl: 'https://portaal.jansen.nl' });
  });
  it('says a missing address once, not again as missing host names', () => {
    expect(problems({})).toEqual(['publicUrl required']);
  });
  it('wants at least one host name where there is an address', () => {
    expect(problems({ ...address, hosts: [] })).toEqual(['hosts required']);
  });
  it('says everything that is wrong at once', () => {
    expect(problems({ name: '', protection: 'part', origin: { kind: 'folder', folder: '' } })).toEqual(
      expect.arrayContaining([
        'name required',
        'publicUrl required',
        'paths required',
        'origin.folder required',
      ]),
    );
  });
  it('says what is wrong with a list at the list', () => {
    expect(problems({ ...address, protection: 'part', paths: ['/shop', 'winkel'] })).toEqual(['paths path']);
    expect(problems({ ...address, hosts: ['portaal.jansen.nl', 'geen host'] })).toEqual(['hosts host']);
  });
  it('takes no sender or an e-mail address, nothing else', () => {
    expect(problems({ ...address, senderEmail: '', copyTo: 'niemand' })).toEqual(['copyTo email']);
  });
});

describe('the sign-up form of a website', () => {
  const question: WebsiteValues['signUpForm']['extra'][number] = {
    key: 'q1',
    kind: 'choice',
    label: { nl: '', en: 'Trade', de: '', no: '' },
    hint: { nl: '', en: '', de: '', no: '' },
    required: false,
    options: [],
    link: '',
  };
  const withQuestions = (...extra: WebsiteValues['signUpForm']['extra']) => ({
    ...address,
    signUpForm: { ...newWebsite('nl').signUpForm, extra },
  });
  it('asks for words in the website’s language, two answers to choose from, and terms to agree to', () => {
    expect(problems(withQuestions(question, { ...question, key: 'q2', kind: 'consent' }))).toEqual([
      'signUpForm.extra.0.label.nl required',
      'signUpForm.extra.0.options options',
      'signUpForm.extra.1.label.nl required',
      'signUpForm.extra.1.link required',
    ]);
  });
  it('says it beside what is wrong elsewhere, at the field', () => {
    const label = { ...question.label, nl: 'Branche' };
    const option = { value: '', label: question.label };
    const options = [option, { ...option, value: 'Horeca' }];
    expect(problems({ ...withQuestions({ ...question, kind: 'text' }), name: '' })).toEqual([
      'name required',
      'signUpForm.extra.0.label.nl required',
    ]);
    expect(problems(withQuestions({ ...question, label, options }))).toEqual([
      'signUpForm.extra.0.options.0.value required',
    ]);
    expect(problems(withQuestions({ ...question, options }))).toEqual([
      'signUpForm.extra.0.options.0.value required',
      'signUpForm.extra.0.label.nl required',
    ]);
    const twice = options.map((one) => ({ ...one, value: 'Horeca' }));
    expect(problems(withQuestions({ ...question, label, options: twice }))).toEqual([
      'signUpForm.extra.0.options duplicate',
    ]);
  });
  it('takes a colour as #rrggbb or none, and says what is wrong at the colour', () => {
    const { look } = newWebsite('nl');
    expect(problems({ ...address, look: { ...look, accent: '#12345' } })).toEqual(['look.accent colour']);
    expect(problems({ ...address, look: { ...look, accent: '#123456' } })).toEqual([]);
  });
});
