import { type Authenticator, createAuthenticator, optionsOn } from './authenticator.ts';
import type { TestWebsite } from './gate.ts';
import type { PostOptions, Visitor, VisitorPage } from './visitor.ts';

/** What the browser tells as the origin of a website's pages. */
export function originOf(website: TestWebsite): string {
  return new URL(website.settings.publicUrl).origin;
}

/** Adds a passkey to whoever is signed in, as the page's script would. */
export async function addPasskey(
  website: TestWebsite,
  visitor: Visitor,
  authenticator: Authenticator = createAuthenticator(),
  name = 'Mijn laptop',
): Promise<{ authenticator: Authenticator; page: VisitorPage }> {
  const form = await visitor.get('/_gate/my-page/security/add-passkey');
  const credential = authenticator.make(optionsOn(form.body), { origin: originOf(website) });
  const page = await visitor.submit(form, { credential, name }, { having: 'credential' });
  return { authenticator, page };
}

/** Signs in by a passkey from the sign-in page, as the page's script would. */
export async function signInByPasskey(
  website: TestWebsite,
  visitor: Visitor,
  authenticator: Authenticator,
  options: PostOptions & { return?: string; keep?: string } = {},
): Promise<VisitorPage> {
  const back = new URLSearchParams({ return: options.return ?? '/' });
  const page = await visitor.get(`/_gate/sign-in?${back}`);
  const credential = authenticator.use(optionsOn(page.body), { origin: originOf(website) });
  const fields = { credential, ...(options.keep === undefined ? {} : { keep: options.keep }) };
  return visitor.submit(page, fields, { having: 'credential', ...options });
}
