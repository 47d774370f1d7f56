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
