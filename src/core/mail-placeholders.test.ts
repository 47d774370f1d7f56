import { expect, test } from 'vitest';
import { mailPlaceholders, namedValues, offeredPlaceholders, placeholdersOf } from './mail-placeholders.ts';
import { mailEvents } from './website.ts';

test('R8: a name stands for one placeholder only, whatever the language', () => {
  const names = mailPlaceholders.flatMap(({ names }) => [...new Set(Object.values(names))]);
  expect(new Set(names).size).toBe(names.length);
});

test('R8: every event offers name, website, company and link, in the language of the text', () => {
  for (const event of mailEvents) {
    const offered = offeredPlaceholders(event, 'nl').map(({ name }) => name);
    expect(offered).toEqual(expect.arrayContaining(['naam', 'website', 'bedrijf', 'link']));
  }
  expect(placeholdersOf('verify_email').map(({ value }) => value)).not.toContain('reason');
});

test('R8: a template is given each value by its names in all languages', () => {
  const values = namedValues({
    name: 'Anna',
    email: 'a@example.com',
    website: 'W',
    company: 'C',
    reason: '',
    detail: '',
    link: 'https://x',
    firstTime: true,
  });
  expect(values).toMatchObject({
    naam: 'Anna',
    name: 'Anna',
    navn: 'Anna',
    firma: 'C',
    reden: '',
    reason: '',
    eerste_keer: true,
  });
});
