import type { VisitorLanguage } from '../../core/language.ts';
import type { Asset } from './assets.ts';

/** One field of a form. */
export interface Field {
  readonly name: string;
  readonly label: string;
  /** A `tick` is worth `yes` where it is ticked; `radios` are for few options, `select` for many. */
  readonly type: 'text' | 'email' | 'tel' | 'password' | 'select' | 'radios' | 'tick';
  /** Language of its words, where that is not the page's. */
  readonly lang?: VisitorLanguage;
  readonly value: string;
  /** HTML's autofill detail token. */
  readonly autocomplete: string;
  readonly required: boolean;
  /** Says of itself that it may be left: "(optional)" is not put behind it. */
  readonly isOffer?: boolean;
  readonly hint?: string;
  readonly error?: string;
  readonly readOnly?: boolean;
  /** For `select` and `radios`. */
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  /** What a tick agrees to, to be read in a tab of its own, so that nothing typed is lost. */
  readonly link?: { readonly href: string; readonly label: string };
  /** A password being chosen: its strength is shown, by the gate's own rule. */
  readonly newPassword?: {
    /** Characters that it has at least. */
    readonly least: number;
    /** What it may not be made of, a line each. */
    readonly words: string;
    /** Where the script with the rule is. */
    readonly rules: string;
  };
}

export interface Form {
  /**
   * Without it the form goes to the page's own address, fragment included, which a redirect without one passes on
   * (Fetch §4.4): so that a visitor lands at the very place of the page they came for.
   */
  readonly action?: string;
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
  /** Fields right above the button, below what is folded away: what is agreed to. */
  readonly last?: readonly Field[];
  /** How its button looks; a page has at most one that is `primary`, the default. */
  readonly look?: ButtonLook;
  /** Another button of the same form, told by the value it sends. */
  readonly other?: { readonly label: string; readonly name: string; readonly value: string };
  /** `data-…` of the form, for the page's script: `{ passkey: 'x' }` becomes `data-passkey="x"`. */
  readonly data?: Readonly<Record<string, string>>;
  /** Of no use without JavaScript: hidden until the page's script takes `hidden` away. */
  readonly needsScript?: boolean;
  /** What stands there instead where scripts are switched off. */
  readonly withoutScript?: string;
}

/** primary: the one thing to do next. quiet: something else. danger: takes something away. */
export type ButtonLook = 'primary' | 'quiet' | 'danger';

/** How something stands; always with words and a sign, never by colour alone. */
export type Tone = 'good' | 'waiting' | 'bad' | 'plain';

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
  /** A button that is not the first thing to do; without it a link. */
  readonly look?: 'quiet' | 'danger';
  /** What it is about, for those who hear the page, where the same label stands more than once. */
  readonly about?: string;
}

export interface Fact {
  readonly label: string;
  readonly value: string;
  readonly tone?: Tone;
}

/** One thing of a list: a website, a device, a passkey. */
export interface Item {
  readonly title: string;
  /** Makes the title a link. */
  readonly href?: string;
  /** How it stands. */
  readonly tag?: { readonly label: string; readonly tone: Tone };
  /** Quiet lines below the title. */
  readonly lines?: readonly string[];
  readonly ways?: readonly Way[];
}

/** A part of a page with a heading of its own; drawn in the order of these fields. */
export interface Section {
  /** A line with a word in it ("or") instead of a heading. */
  readonly divider?: string;
  /** Folds the whole section away below these words until it is wanted. */
  readonly fold?: string;
  readonly isOpen?: boolean;
  readonly heading?: string;
  readonly lead?: readonly string[];
  readonly facts?: readonly Fact[];
  readonly items?: readonly Item[];
  /** A small picture, such as a QR code: an address of this host or a `data:` one. */
  readonly picture?: { readonly src: string; readonly alt: string; readonly size: number };
  /** Codes to keep: shown in columns, printed large. */
  readonly codes?: readonly string[];
  readonly form?: Form;
  readonly ways?: readonly Way[];
}

/** An entry of the navigation beside a page. */
export interface MenuEntry extends Way {
  readonly current?: boolean;
}

/** What a visitor page shows. All texts are plain; the template escapes them. */
export interface Page {
  readonly title: string;
  readonly lead?: readonly string[];
  /** Something went well. */
  readonly notice?: string;
  /** What stands in the way, above the form. */
  readonly problem?: string;
  readonly facts?: readonly Fact[];
  readonly heading?: string;
  readonly form?: Form;
  /** Further parts, between the form and the ways on. */
  readonly sections?: readonly Section[];
  readonly ways?: readonly Way[];
  /** Navigation of the pages that this one is one of (My page); beside the page on wide screens. */
  readonly menu?: readonly MenuEntry[];
  /** Seconds after which the page asks anew. */
  readonly refreshSeconds?: number;
  /** Scripts that the page needs beside the common one. */
  readonly scripts?: readonly Asset[];
}

/** What surrounds each page. */
export interface Frame {
  readonly language: VisitorLanguage;
  /** Empty on an unknown host, which is told nothing. */
  readonly siteName: string;
  /** Where the website begins. */
  readonly home: string;
  /** The website's own look; without it ours. */
  readonly look?: FrameLook;
  /** The other languages, each a link, or a post for whoever is signed in; empty where there is no choice. */
  readonly languageSwitch: readonly (Way & { readonly language: VisitorLanguage })[];
  /** Goes into each form. */
  readonly formToken: string;
}

/** The look of one website, ready for the template. */
export interface FrameLook {
  /** Address of the style sheet with the website's colours; empty without. */
  readonly css: string;
  /** The logo and the size that it is shown at, in CSS pixels; null without. */
  readonly logo: { readonly url: string; readonly width: number; readonly height: number } | null;
  /** At the foot of every page; empty without. */
  readonly footText: string;
}
