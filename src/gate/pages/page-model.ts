import type { Language } from '../../core/language.ts';

/** One field of a form. */
export interface Field {
  readonly name: string;
  readonly label: string;
  readonly type: 'text' | 'email' | 'tel' | 'password' | 'select';
  readonly value: string;
  /** HTML's autofill detail token. */
  readonly autocomplete: string;
  readonly required: boolean;
  readonly hint?: string;
  readonly error?: string;
  readonly readOnly?: boolean;
  /** For `select`. */
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  /** A password being chosen: its strength is shown. */
  readonly isNewPassword?: boolean;
}

export interface Form {
  readonly action: string;
  readonly submit: string;
  readonly hidden: Readonly<Record<string, string>>;
  readonly fields: readonly Field[];
  /** Fields that are folded away until wanted. */
  readonly more?: {
    readonly label: string;
    readonly hint: string;
    readonly open: boolean;
    readonly fields: readonly Field[];
  };
}

/** A way on: a link, or a button that posts. */
export interface Way {
  readonly label: string;
  readonly href: string;
  /** Text before it ("No account yet?"). */
  readonly before?: string;
  /** Posts these values instead of following a link. */
  readonly post?: Readonly<Record<string, string>>;
  /** The one thing to do next. */
  readonly primary?: boolean;
}

/** What a visitor page shows. All texts are plain; the template escapes them. */
export interface Page {
  readonly title: string;
  readonly lead?: readonly string[];
  /** Something went well. */
  readonly notice?: string;
  /** What stands in the way, above the form. */
  readonly problem?: string;
  readonly facts?: readonly { readonly label: string; readonly value: string; readonly tone?: string }[];
  readonly heading?: string;
  readonly form?: Form;
  readonly ways?: readonly Way[];
  /** Seconds after which the page asks anew. */
  readonly refreshSeconds?: number;
}

/** What surrounds each page. */
export interface Frame {
  readonly language: Language;
  /** Empty on an unknown host, which is told nothing. */
  readonly siteName: string;
  /** Where the website begins. */
  readonly home: string;
  /** The switch: a link, or a post for whoever is signed in. Null where there is none. */
  readonly languageSwitch: Way | null;
  /** Goes into each form. */
  readonly formToken: string;
}
