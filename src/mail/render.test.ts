import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { visitorLanguages } from '../core/language.ts';
import { mailEvents } from '../core/website.ts';
import { type MailContent, type MailSettings, renderMail } from './render.ts';
import { standardText } from './texts/standard-texts.ts';
import { validateMailText } from './validate-text.ts';

const website: MailSettings = {
  companyName: 'Groothandel Jansen & Zn',
  name: 'Partnerportaal',
  publicUrl: 'https://partners.example.com',
  language: 'nl',
  senderName: '',
  senderEmail: '',
  copyTo: '',
  mailTexts: [],
};
const link = 'https://partners.example.com/_gate/set-password?token=abc&x=1';
function content(values: Partial<MailContent> = {}): MailContent {
  return {
    event: 'approved',
    language: 'nl',
    website,
    name: 'Anna de Vries',
    email: 'anna@example.com',
    links: { setPassword: link },
    ...values,
  };
}
function withText(body: string, subject = 'Onderwerp'): MailSettings {
  return { ...website, mailTexts: [{ event: 'approved', language: 'nl', subject, body }] };
}

describe('the standard texts', () => {
  test.each(mailEvents)('R7, R8: %s has a text without a problem in each language', (event) => {
    for (const language of visitorLanguages) {
      expect(validateMailText(event, standardText(event, language))).toEqual([]);
      const mail = renderMail(content({ event, language, reason: 'Een reden.', detail: 'Iets.' }));
      expect(mail).toMatchObject({ language, broken: null });
      expect(mail.subject).toContain('Partnerportaal');
      expect(mail.text).toContain('Anna de Vries');
      expect(mail.text).not.toMatch(/[{}]|undefined|\n{3}/);
    }
  });

  test('case 26: the approval says to choose a password where there is none, else to sign in', () => {
    expect(renderMail(content()).text).toContain('Kies eerst een wachtwoord');
    const signIn = 'https://partners.example.com/_gate/sign-in';
    const mail = renderMail(content({ links: { signIn } }));
    expect(mail.text).toContain('inloggen met anna@example.com');
    expect(mail.text).toContain(signIn);
    expect(mail.html).toContain(`href="${signIn}"`);
  });

  test('case 25: an unknown language of the person gives way to the website’s', () => {
    expect(renderMail(content({ language: 'fr' })).language).toBe('nl');
    expect(renderMail(content({ language: 'en-GB' })).language).toBe('en');
    expect(renderMail(content({ language: 'nb-NO' })).language).toBe('no');
    expect(renderMail(content({ language: 'de' })).subject).toBe('Willkommen bei Partnerportaal');
  });
});

describe('the owner’s texts', () => {
  test('R8: are used, with placeholders in either language', () => {
    const mail = renderMail(
      content({ website: withText('Dag {{ name }}, {{ bedrijf }}\n\n{{ link }}', 'Hoi {{ naam }}') }),
    );
    expect(mail.subject).toBe('Hoi Anna de Vries');
    expect(mail.text).toBe(`Dag Anna de Vries, Groothandel Jansen & Zn\n\n${link}\n`);
  });

  test('case 26: an approval whose text leaves the link out has it underneath', () => {
    expect(renderMail(content({ website: withText('Welkom!') })).text).toBe(`Welkom!\n\n${link}\n`);
  });

  test.each([
    ['an unknown placeholder', 'Dag {{ naam }}\n{{ klantnr }}', 2, '"klantnr" bestaat niet'],
    ['an open condition', 'Dag\n\n{% if reden %}x', 3, 'niet afgesloten'],
    ['an open placeholder', '{{ naam', 1, 'niet afgesloten'],
    ['a tag that is not ours', '{% include "/etc/passwd" %}', 1, 'kan hier niet'],
    ['a loop', '{% for i in (1..9999999) %}x{% endfor %}', 1, 'kan hier niet'],
    ['a filter that is not ours', '{{ naam | inspect }}', 1, 'bestaat niet'],
    ['a part of a placeholder', '{{ naam.length }}', 1, 'bestaat niet'],
    ['single braces', 'Dag {naam}', 1, 'twee accolades'],
    ['nothing between the braces', 'Dag\n{{ }}', 2, 'geen invulveld'],
    ['nothing at all', ' \n', 1, 'leeg'],
  ])(
    'case 27: %s is refused with line and reason, and falls back to the standard text',
    (_what, body, line, reason) => {
      const problems = validateMailText('approved', { subject: 'Onderwerp', body }, 'nl');
      expect(problems).toEqual([{ part: 'body', line, reason: expect.stringContaining(reason) }]);
      const mail = renderMail(content({ website: withText(body) }));
      expect(mail.broken).toContain(reason);
      expect(mail.subject).toBe('Welkom bij Partnerportaal');
    },
  );

  test('case 27: a placeholder that this event does not have, and a subject of two lines, are refused', () => {
    const text = { subject: 'a\nb', body: '{{ reason }}' };
    expect(validateMailText('verify_email', text).map(({ part }) => part)).toEqual(['subject', 'body']);
  });
});

describe('what people typed', () => {
  test('case 28: a name can hold no line, tag, placeholder or address of its own', () => {
    const name = 'An\r\nBcc: x@y.z\u202e <img src=x> {{ link }}';
    const mail = renderMail(
      content({ name: name.replace('x@y.z', 'xyz'), website: withText('{{ naam }}', '{{ naam }}') }),
    );
    expect(mail.subject).toBe('An Bcc: xyz <img src=x> {{ link }}');
    expect(mail.html).not.toContain('<img');
    const advertisement = renderMail(content({ name: 'Win at https://evil.example/' }));
    expect(advertisement.text).toContain('Beste klant,');
    expect(advertisement.text + advertisement.html).not.toContain('evil');
  });

  test('case 28: only the link and addresses of the text itself can be clicked', () => {
    const body = 'Zie https://jansen.example/uitleg.\n{{ reden }}\n\n{{ link }}';
    const mail = renderMail(content({ website: withText(body), reason: 'Zie https://evil.example' }));
    const links = [...mail.html.matchAll(/href="([^"]*)"/g)].map((match) => match[1]);
    expect(new Set(links)).toEqual(new Set(['https://jansen.example/uitleg', link.replace('&', '&amp;')]));
  });

  test('case 28: whatever is typed, a subject stays one line and nothing becomes HTML', () => {
    const property = fc.property(fc.string({ unit: 'binary' }), fc.string(), (name, reason) => {
      const mail = renderMail(content({ name, reason, event: 'declined', website: withText('x') }));
      expect(mail.broken).toBeNull();
      expect(mail.subject).not.toMatch(/[\r\n\0]/);
      const tags = mail.html.replace(/<\/?(?:!doctype|html|head|meta|title|body|div|p|br|a)\b[^<>]*>/g, '');
      expect(tags).not.toMatch(/[<>]/);
    });
    fc.assert(property, { numRuns: 300 });
  });
});
