import { describe, expect, test } from 'vitest';
import { extraField, signUpForm } from '../../../../contract/website-settings.ts';
import { movedTo, newQuestion, questionKinds, questionName } from './own-question.ts';

describe('own questions of a sign-up form', () => {
  test('a new one has a key of its own that the contract takes', () => {
    const questions = Array.from({ length: 20 }, () => newQuestion('text'));
    expect(new Set(questions.map(({ key }) => key)).size).toBe(20);
    for (const kind of questionKinds) {
      const key = newQuestion(kind).key;
      expect(extraField.shape.key.safeParse(key).success).toBe(true);
    }
    expect(signUpForm.safeParse({ extra: questions }).success).toBe(true);
  });

  test('is called by its words in the website’s language, else in any', () => {
    const field = newQuestion('tick');
    expect(questionName(field, 'nl')).toBe('');
    const translated = { ...field, label: { ...field.label, de: 'Newsletter' } };
    expect(questionName(translated, 'nl')).toBe('Newsletter');
    expect(questionName({ ...translated, label: { ...translated.label, nl: 'Nieuwsbrief' } }, 'nl')).toBe(
      'Nieuwsbrief',
    );
  });

  test('moves within the list, never out of it', () => {
    expect(movedTo(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a']);
    expect(movedTo(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'c', 'b']);
    expect(movedTo(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c']);
    expect(movedTo(['a', 'b', 'c'], 2, 3)).toEqual(['a', 'b', 'c']);
  });
});
