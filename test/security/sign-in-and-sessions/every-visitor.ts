import { signUpForm } from '../../../src/contract/website-settings.ts';
import type { VisitorPage } from '../../../src/gate/visitor/visitor-page.ts';
import type { TestGate } from '../../support/gate.ts';
import { formOf, goodPassword, type Visitor } from '../../support/visitor.ts';
import { createVisitorScene, type Onlooker, type VisitorScene } from '../../support/visitor-scene.ts';
import { newPassword, oneUseLinks, tokenIn, withSignInLinks } from './mailed-links.ts';

export const onlookers: readonly Onlooker[] = ['nobody', 'waiting', 'member', 'careful'];

/** A website with somebody of each kind, and a live link for each page that links lead to. */
export interface EveryVisitor {
  readonly scene: VisitorScene;
  visitor(who: Onlooker): Visitor;
  /** What would do something on a page, if it were taken: a live token where one belongs there, and all fields filled in. */
  fieldsFor(page: Pick<VisitorPage, 'path'>): Readonly<Record<string, string>>;
  /** The token of the forms of a visitor's browser. */
  formToken(visitor: Visitor): Promise<string>;
}

export async function createEveryVisitor(gate: TestGate, host: string): Promise<EveryVisitor> {
  const scene = await createVisitorScene(gate, host, withSignInLinks);
  const { website, people } = scene;
  // Without own fields, so that everybody can sign up with the same ones.
  await gate.change(website, { signUpForm: signUpForm.parse({}) });
  const tokens = new Map<string, string>();
  for (const [index, kind] of oneUseLinks.entries()) {
    if (tokens.has(kind.page)) continue;
    const { link } = await kind.make(gate, website, `link-${index}@${host}`);
    tokens.set(kind.page, tokenIn(link));
  }
  const progress = (await gate.mails(people.waiting.email)).find(({ event }) => event === 'pending');
  tokens.set('progress', tokenIn(progress?.link ?? ''));
  const formTokens = new Map<Visitor, string>();
  return {
    scene,
    visitor: (who) => people[who].visitor,
    fieldsFor: ({ path }) => ({ ...everyField, token: tokens.get(path) ?? 'none' }),
    async formToken(visitor) {
      const known = formTokens.get(visitor);
      if (known !== undefined) return known;
      const page = await visitor.get('/_gate/forgotten-password');
      const token = formOf(page.body, undefined, page.path, 'email').fields.form ?? '';
      formTokens.set(visitor, token);
      return token;
    },
  };
}

const everyField: Readonly<Record<string, string>> = {
  email: 'aanvaller@example.com',
  password: newPassword,
  current: goodPassword,
  firstName: 'Vals',
  lastName: 'Vals',
  companyName: 'Vals BV',
  vatNo: 'NL001234567B01',
  'own-branche': 'bouw',
  'own-voorwaarden': 'yes',
  language: 'no',
  page: 'my-page',
  name: 'Vals',
  act: 'remove',
  device: 'others',
  code: '000000',
  return: '/x',
};
