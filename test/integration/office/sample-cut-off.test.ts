import { afterEach, expect, test } from 'vitest';
import { prepareSample } from '../../../src/cli/prepare-sample.ts';
import type { Office } from '../../../src/office/context.ts';
import { startTestGatehouse, type TestGatehouse } from '../../support/gatehouse.ts';

let gatehouse: TestGatehouse;
afterEach(() => gatehouse.stop());

class CutOff extends Error {}

/** The office of a start that ends when visitors would sign up, or, with `after`, when that many have. */
function cutOff(office: Office, after: number): Office {
  return {
    ...office,
    registerVisitors: async (visitors) => {
      await office.registerVisitors?.(visitors.slice(0, after));
      throw new CutOff();
    },
  };
}

const counts = async ({ db }: Office) => ({
  employees: (await db.selectFrom('employee').select('id').execute()).length,
  companies: (await db.selectFrom('company').select('id').execute()).length,
  websites: (await db.selectFrom('website').select('name').orderBy('name').execute()).map(({ name }) => name),
  accounts: (await db.selectFrom('account').select('id').execute()).length,
  applications: (await db.selectFrom('application').select('id').execute()).length,
});
const whole = {
  employees: 1,
  companies: 1,
  websites: ['Partnerweb', 'Webshop'],
  accounts: 8,
  applications: 4,
};

test.each([0, 1, 3])(
  'R18: a start that was cut off after %i sign-ups is finished by the next one, with passwords that work',
  async (after) => {
    gatehouse = await startTestGatehouse({ sync: false });
    const { office } = gatehouse;
    await expect(prepareSample(cutOff(office, after))).rejects.toThrow(CutOff);
    const sample = await prepareSample(office);
    expect(await counts(office)).toEqual(whole);
    const response = await fetch(`${gatehouse.url}/api/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-gatehouse-csrf': '1' },
      body: JSON.stringify({ email: sample.email, password: sample.password }),
    });
    expect(response.status).toBe(200);
    const port = gatehouse.gate.gatePort;
    const visitor = gatehouse.visit({
      hosts: ['partners.localhost'],
      publicUrl: `http://partners.localhost:${port}`,
    });
    await visitor.signIn('ingrid.wouters@delicatessenwouters.example', sample.visitorPassword ?? '');
    expect((await visitor.get('/prijslijst.html', { follow: false })).status).toBe(200);
    expect(await prepareSample(office)).toMatchObject({ email: sample.email, password: null });
    expect(await counts(office)).toEqual(whole);
  },
);

test('R18: there is never an administrator without the company', async () => {
  gatehouse = await startTestGatehouse({ sync: false });
  const { office } = gatehouse;
  const broken: Office = { ...office, config: { ...office.config, dataFolder: '/dev/null' } };
  await expect(prepareSample(broken)).rejects.toThrow();
  expect(await counts(office)).toMatchObject({ employees: 0, companies: 0 });
  expect((await prepareSample(office)).password).not.toBeNull();
  expect(await counts(office)).toEqual(whole);
});
