import { Secret, TOTP } from 'otpauth';
import { askCheck } from './ask.ts';
import type { TestGate, TestWebsite } from './gate.ts';
import type { Visitor, VisitorPage } from './visitor.ts';

/** The code that an app with this secret (base32) shows, by the gate's clock. */
export function codeOf(gate: TestGate, secret: string, offsetMs = 0): string {
  return TOTP.generate({
    secret: Secret.fromBase32(secret),
    timestamp: gate.clock.now().getTime() + offsetMs,
  });
}

/** Sets an app up for whoever is signed in: the secret that it has, the recovery codes that were shown. */
export async function setUpApp(
  gate: TestGate,
  visitor: Visitor,
  page?: VisitorPage,
): Promise<{ secret: string; codes: string[]; page: VisitorPage }> {
  const form = page ?? (await visitor.get('/_gate/my-page/security/app'));
  const secret = /<li>((?:[A-Z2-7]{4} ?){8})<\/li>/.exec(form.body)?.[1]?.replaceAll(' ', '');
  if (secret === undefined) throw new Error(`There is no key on this page: ${form.text}`);
  const done = await visitor.submit(form, { code: codeOf(gate, secret) }, { having: 'code' });
  const codes = [...done.body.matchAll(/<li>([0-9a-z-]{19})<\/li>/g)].map(([, code]) => code ?? '');
  return { secret, codes, page: done };
}

/** What the check says about a protected page for this browser. */
export async function checkedBy(gate: TestGate, website: TestWebsite, visitor: Visitor): Promise<number> {
  await gate.running.settle();
  const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const headers = { 'x-forwarded-host': website.host };
  return (await askCheck(gate.running.gatePort, '/prijzen', cookie, headers)).status;
}

/** Opens a page and presses the button of its own form. */
export async function press(visitor: Visitor, path: string): Promise<VisitorPage> {
  return visitor.submit(await visitor.get(path), {}, { action: path });
}
