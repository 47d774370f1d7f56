import i18next from 'i18next';
import { expect, test } from 'vitest';
import { keyRotations } from '../../core/security-events.ts';
import en from '../i18n/en.ts';
import nl from '../i18n/nl.ts';
import { securityDetails } from './security-words.ts';

const i18n = i18next.createInstance({ resources: { nl: { translation: nl }, en: { translation: en } } });
await i18n.init();
const kid = 'pYxNBrM0Rz7mYlVlm4qG9aTn3a_W2cOqZ0o8kqQFw1k';
const rotated = (detail: string) => ({
  action: 'visitor.assertion_key_rotated',
  at: '2026-03-02T10:00:00Z',
  after: { count: 1, detail },
});

test.each(['nl', 'en'])(
  'R15: how a key was replaced is told in words of %s, with the new key',
  (language) => {
    const t = i18n.getFixedT(language);
    const told = Object.values(keyRotations).map((how) =>
      securityDetails(t, rotated(`${how} ${kid}`)).join(),
    );
    expect(new Set(told).size).toBe(2);
    for (const words of told) {
      expect(words).toContain(kid);
      expect(words).not.toMatch(/at_once|security\./);
    }
  },
);
