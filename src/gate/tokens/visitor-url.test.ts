import { describe, expect, it } from 'vitest';
import { visitorUrl } from './visitor-url.ts';

describe('visitor address', () => {
  it('case 21: begins with the published address of the website', () => {
    expect(visitorUrl('https://shop.example.nl:8443', 'verify', 'a-b_c')).toBe(
      'https://shop.example.nl:8443/_gate/verify?token=a-b_c',
    );
    expect(visitorUrl('http://shop.localhost:8081', 'sign-in')).toBe(
      'http://shop.localhost:8081/_gate/sign-in',
    );
  });
});
