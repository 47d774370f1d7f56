import type { Page } from '../pages/page-model.ts';
import type { NewSession } from '../sessions/create-session.ts';
import type { SetCookie } from './cookies.ts';
import type { Visit } from './visit.ts';

/** What a visitor typed, and what is wrong with it. */
export interface Typed {
  readonly values: Readonly<Record<string, string>>;
  /** By field name. */
  readonly errors?: Readonly<Record<string, string>>;
  /** What is wrong with the whole. */
  readonly problem?: string;
  /** 422 by default. */
  readonly status?: number;
}

interface Cookies {
  readonly cookies?: readonly SetCookie[];
  /** A new session to hand out, or `end` to take the present one away. */
  readonly session?: NewSession | 'end';
}
export type Answer = Cookies &
  (
    | {
        readonly kind: 'page';
        readonly page: Page;
        readonly status?: number;
        /** Seconds. */
        readonly retryAfter?: number;
      }
    /** A path on this host. */
    | { readonly kind: 'redirect'; readonly to: string }
    /** A file to keep, under this name. */
    | { readonly kind: 'file'; readonly name: string; readonly type: string; readonly body: string }
  );

/** One page of the gate: how it looks, and what its form does. */
export interface VisitorPage {
  /** Below `/_gate/`. */
  readonly path: string;
  /** The address holds a secret: it is not passed on as a referrer. */
  readonly isTokenPage?: boolean;
  /**
   * Its form leads on to the website, which may lead on to another host: browsers hold redirects after a post to the
   * page's `form-action` too (CSP Level 3 §6.3.1.1).
   */
  readonly leadsOn?: boolean;
  /** Shows the page; after a refused post with what was typed, so that nothing but passwords is lost. */
  show(visit: Visit, typed?: Typed): Promise<Answer>;
  /** What the page's form does. */
  submit?(visit: Visit): Promise<Answer>;
}

/** An answer that shows a page. */
export function pageAnswer(page: Page, typed?: Typed): Answer {
  const status = typed === undefined ? 200 : (typed.status ?? 422);
  return { kind: 'page', page, status };
}

/** An answer that sends the visitor on. */
export function redirect(to: string, cookies: Cookies = {}): Answer {
  return { kind: 'redirect', to, ...cookies };
}
