import { expect, test } from 'vitest';
import { visitorLanguages } from '../../../src/core/language.ts';
import { pageText, type TextKey } from '../../../src/gate/pages/texts/page-text.ts';
import {
  type PreviewWord,
  previewWord,
  previewWords,
} from '../../../src/web/features/websites/preview/preview-words.ts';

/** Words of the preview that the gate's pages call by another name. */
const otherNames: Partial<Record<PreviewWord, TextKey>> = {
  waitingTitle: 'progressTitle',
  waitingText: 'progressNext',
};

test('the preview of the visitor pages says what the gate’s pages say, in each language', () => {
  const names = { site: 'Partnerweb', company: 'Jansen BV' };
  for (const language of visitorLanguages) {
    for (const word of previewWords) {
      const key = otherNames[word] ?? (word as TextKey); // the test is that there is one
      const shown = previewWord(word, language, names);
      expect([language, word, shown]).toEqual([language, word, pageText(language, key, names)]);
    }
  }
});
