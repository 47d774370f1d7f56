import { type Answer, ask } from './ask.ts';

/** A page as a visitor's browser has it. */
export interface VisitorPage extends Answer {
  /** Where one landed, after redirects. */
  readonly path: string;
  /** Texts without markup, for reading. */
  readonly text: string;
}

export interface PostOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly follow?: boolean;
}

/** A browser without JavaScript: cookies, redirects on the same host, forms with their hidden fields. */
export interface Visitor {
  readonly cookies: Map<string, string>;
  get(path: string, options?: PostOptions): Promise<VisitorPage>;
  /**
   * Fills in the form of a page that posts to `action`, or that has the field `having` (its first form that is shown
   * without JavaScript, unless said), and sends it.
   */
  submit(
    page: VisitorPage,
    fields?: Readonly<Record<string, string>>,
    options?: PostOptions & { action?: string; having?: string },
  ): Promise<VisitorPage>;
  /** Posts fields as they are. */
  post(path: string, fields: Readonly<Record<string, string>>, options?: PostOptions): Promise<VisitorPage>;
  /** Opens the sign-in page and signs in. */
  signIn(email: string, password: string, options?: PostOptions): Promise<VisitorPage>;
  /** Opens the sign-up page and sends it with these details. */
  signUp(details: Readonly<Record<string, string>>, options?: PostOptions): Promise<VisitorPage>;
}

/** A password that the rules take. */
export const goodPassword = 'kachel lamp fiets zee';

export function createVisitor(
  port: number,
  website: { readonly host: string; readonly settings: { readonly publicUrl: string } },
): Visitor {
  const cookies = new Map<string, string>();
  const origin = new URL(website.settings.publicUrl).origin;

  const send = async (
    method: string,
    path: string,
    fields: Readonly<Record<string, string>> | undefined,
    { headers = {}, follow = true }: PostOptions,
  ): Promise<VisitorPage> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await ask({
      port,
      path,
      method,
      host: website.host,
      headers: {
        accept: 'text/html',
        'accept-language': 'nl',
        'sec-fetch-mode': 'navigate',
        ...(cookie === '' ? {} : { cookie }),
        ...(fields === undefined ? {} : { origin, 'content-type': 'application/x-www-form-urlencoded' }),
        ...headers,
      },
      ...(fields === undefined ? {} : { body: new URLSearchParams(fields).toString() }),
    });
    keep(cookies, answer);
    const location = answer.headers.location;
    if (follow && location !== undefined && answer.status >= 300 && answer.status < 400) {
      const { pathname, search } = new URL(location, origin);
      return send('GET', pathname + search, undefined, { headers, follow });
    }
    return { ...answer, path, text: textOf(answer.body) };
  };

  const visitor: Visitor = {
    cookies,
    get: (path, options = {}) => send('GET', path, undefined, options),
    post: (path, fields, options = {}) => send('POST', path, fields, options),
    submit(page, fields = {}, options = {}) {
      const form = formOf(page.body, options.action, page.path, options.having);
      return send('POST', form.action, { ...form.fields, ...fields }, options);
    },
    async signIn(email, password, options = {}) {
      const page = await visitor.get('/_gate/sign-in', options);
      return visitor.submit(page, { email, password }, { action: '/_gate/sign-in', ...options });
    },
    async signUp(details, options = {}) {
      const page = await visitor.get('/_gate/sign-up', options);
      const fields = { firstName: 'Sanne', lastName: 'Bakker', password: goodPassword, ...details };
      return visitor.submit(page, fields, { action: '/_gate/sign-up', ...options });
    },
  };
  return visitor;
}

function keep(cookies: Map<string, string>, answer: Answer): void {
  for (const line of answer.headers['set-cookie'] ?? []) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (/max-age=0/i.test(line)) cookies.delete(name);
    else cookies.set(name, value);
  }
}

/**
 * The form that posts to `action` and the values of its fields, as a browser would send them. A form that says no action
 * posts to the page's own address, `path`.
 */
export function formOf(
  html: string,
  action?: string,
  path = '',
  having?: string,
): { action: string; fields: Record<string, string> } {
  // Beside what the page is about stand the navigation and the languages, some of them forms too.
  const isAny = action === undefined && having === undefined;
  const main = isAny ? /<main.*<\/main>/s.exec(html)?.[0] : undefined;
  for (const [, attributes = '', inner = ''] of (main ?? html).matchAll(/<form([^>]*)>(.*?)<\/form>/gs)) {
    const own = attribute(attributes, 'action');
    const target = own ?? path;
    const isWanted = action === undefined || target === action || path.split('?')[0] === action;
    if (!isWanted || (own !== undefined && action !== undefined && own !== action)) continue;
    if (having === undefined ? /\shidden$/.test(attributes) : !inner.includes(`name="${having}"`)) continue;
    const fields: Record<string, string> = {};
    for (const [input] of inner.matchAll(/<input[^>]*>/gs)) {
      const name = attribute(input, 'name');
      const isOff = /\stype="(checkbox|radio)"/.test(input) && !/\schecked[\s>]/.test(input);
      if (name !== undefined && !isOff) fields[name] = attribute(input, 'value') ?? '';
    }
    for (const [, opening = '', options = ''] of inner.matchAll(/<select([^>]*)>(.*?)<\/select>/gs)) {
      const selected = /<option[^>]*value="([^"]*)"[^>]*selected/.exec(options)?.[1] ?? '';
      fields[attribute(opening, 'name') ?? ''] = selected;
    }
    return { action: target, fields };
  }
  throw new Error(`There is no form ${action ?? ''} on this page: ${textOf(html)}`);
}

function attribute(tag: string, name: string): string | undefined {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return value === undefined ? undefined : unescaped(value);
}

function textOf(html: string): string {
  const body = html.replace(/^.*<body>/s, '').replace(/<[^>]+>/g, ' ');
  return unescaped(body).replace(/\s+/g, ' ').trim();
}

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#34;', '"')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
