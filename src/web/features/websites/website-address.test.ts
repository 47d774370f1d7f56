import { describe, expect, it } from 'vitest';
import { hostOf, hostsAfter, tidyAddress } from './website-address.ts';

describe('the address of a website', () => {
  it('takes what stands in the browser’s address bar', () => {
    expect(tidyAddress(' https://Portaal.Jansen.nl/shop/?a=1#b ')).toBe('https://portaal.jansen.nl');
    expect(tidyAddress('portaal.jansen.nl/')).toBe('https://portaal.jansen.nl');
    expect(tidyAddress('http://portaal.jansen.nl:8443')).toBe('http://portaal.jansen.nl:8443');
  });
  it('takes http for machines for trying out', () => {
    expect(tidyAddress('partners.localhost:8081')).toBe('http://partners.localhost:8081');
    expect(tidyAddress('192.168.1.4')).toBe('http://192.168.1.4');
    expect(tidyAddress('localhost.nl')).toBe('https://localhost.nl');
  });
  it('leaves what it does not understand for the rule that refuses it', () => {
    for (const text of ['', 'ftp://jansen.nl', 'mijn website', 'https://a@jansen.nl'])
      expect(tidyAddress(text)).toBe(text);
  });
  it('gives the host name without port', () => {
    expect(hostOf('partners.localhost:8081')).toBe('partners.localhost');
    expect(hostOf('mijn website')).toBeNull();
  });
  it('moves the host name along with the address and keeps the others', () => {
    expect(hostsAfter([], '', 'jansen.nl')).toEqual(['jansen.nl']);
    expect(hostsAfter(['jansen.nl', 'www.jansen.nl'], 'jansen.nl', 'portaal.jansen.nl')).toEqual([
      'portaal.jansen.nl',
      'www.jansen.nl',
    ]);
    expect(hostsAfter(['jansen.nl', 'www.jansen.nl'], 'jansen.nl', 'www.jansen.nl')).toEqual([
      'www.jansen.nl',
    ]);
  });
});
