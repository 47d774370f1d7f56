import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { websiteV1 } from '../../../src/contract/link.ts';
import {
  type ExtraField,
  lookSettings,
  noWords,
  signInSettings,
  signUpForm,
} from '../../../src/contract/website-settings.ts';
import {
  type Website,
  type WebsiteInput,
  websiteInput as websiteShape,
} from '../../../src/contract/websites.ts';
import { listAuditEvents } from '../../../src/office/audit/list-audit-events.ts';
import type { Staff } from '../../../src/office/context.ts';
import { readWebsite } from '../../../src/office/websites/read-websites.ts';
import { updateWebsite } from '../../../src/office/websites/update-website.ts';
import { createTestAccess } from '../../support/access.ts';

const access = await createTestAccess();
const { office } = access;
let staff: Staff;
let website: Website;
afterAll(() => access.close());

const trade: ExtraField = {
  key: 'trade',
  kind: 'choice',
  label: { ...noWords, nl: 'Branche', en: 'Trade' },
  hint: noWords,
  required: true,
  options: [
    { value: 'Horeca', label: noWords },
    { value: 'Winkel', label: noWords },
  ],
  link: '',
};
const logo = `data:image/png;base64,${Buffer.from('a picture').toString('base64')}`;

beforeEach(async () => {
  staff = await access.createStaff();
  website = await access.createWebsite(staff, {
    signIn: signInSettings.parse({ secondFactor: 'required', keepSignedIn: true, keepSignedInDays: 60 }),
    look: lookSettings.parse({ logo, accent: '#1f5d3f', footText: { nl: 'Bel ons' } }),
    signUpForm: signUpForm.parse({ standard: { phone: 'required', vatNo: 'hidden' }, extra: [trade] }),
  });
});

const change = async (changed: Partial<WebsiteInput>) => {
  const now = await readWebsite(office.db, staff.companyId, website.id);
  return updateWebsite(office, staff, {
    websiteId: website.id,
    website: { ...websiteShape.parse(now), ...changed },
    version: now.version,
  });
};
const newestAudit = async () => (await listAuditEvents(office.db, staff, { limit: 1 })).items[0];

describe('how visitors sign in, what they see and what they are asked', () => {
  it('R12, R13: is kept as it was set, and reaches the gate with the next publication', async () => {
    expect(await readWebsite(office.db, staff.companyId, website.id)).toMatchObject({
      signIn: { secondFactor: 'required', minPasswordLength: 10, keepSignedInDays: 60 },
      look: { logo, accent: '#1f5d3f', footText: { nl: 'Bel ons', de: '' } },
      signUpForm: { standard: { phone: 'required', street: 'optional', vatNo: 'hidden' }, extra: [trade] },
    });
    await access.publish(staff, website.id);
    const atGate = async () => {
      const row = await access.link.gate.db
        .selectFrom('website')
        .select('settings')
        .where('id', '=', website.id)
        .executeTakeFirstOrThrow();
      return websiteV1.parse(row.settings);
    };
    expect((await atGate()).signUpForm.extra).toEqual([trade]);
    const changed = await change({ signIn: { ...website.signIn, magicLink: true } });
    expect(changed.settingsUnpublished).toBe(true);
    expect((await atGate()).signIn.magicLink).toBe(false);
    await access.publish(staff, website.id);
    expect((await atGate()).signIn.magicLink).toBe(true);
  });

  it('a change is audited part by part, a logo without its picture', async () => {
    await change({ signIn: { ...website.signIn, minPasswordLength: 14 } });
    expect(await newestAudit()).toMatchObject({
      action: 'website.changed',
      before: { 'signIn.minPasswordLength': 10 },
      after: { 'signIn.minPasswordLength': 14 },
    });
    await change({ look: { ...website.look, logo: '', footText: { ...noWords, nl: 'Mail ons' } } });
    const event = await newestAudit();
    expect(event?.before).toEqual({
      'look.logo': expect.stringMatching(/^[0-9a-f]{12}$/),
      'look.footText.nl': 'Bel ons',
    });
    expect(JSON.stringify(event)).not.toContain('base64');
  });

  it('a question that is removed is told with what it was; one that is moved only in the order', async () => {
    const news: ExtraField = {
      ...trade,
      key: 'news',
      kind: 'tick',
      label: { ...noWords, nl: 'Nieuwsbrief' },
    };
    await change({ signUpForm: { ...website.signUpForm, extra: [trade, news] } });
    await change({ signUpForm: { ...website.signUpForm, extra: [news, trade] } });
    expect(await newestAudit()).toMatchObject({
      before: { 'signUpForm.order': ['Branche', 'Nieuwsbrief'] },
      after: { 'signUpForm.order': ['Nieuwsbrief', 'Branche'] },
    });
    await change({ signUpForm: { ...website.signUpForm, extra: [news] } });
    expect(await newestAudit()).toMatchObject({
      before: {
        'signUpForm.extra.trade': { label: 'Branche', kind: 'choice', options: ['Horeca', 'Winkel'] },
      },
      after: { 'signUpForm.extra.trade': null, 'signUpForm.order': ['Nieuwsbrief'] },
    });
  });

  it('saving what is there already changes nothing and is not audited', async () => {
    const before = await newestAudit();
    expect((await change({})).version).toBe(website.version);
    expect(await newestAudit()).toEqual(before);
  });
});
