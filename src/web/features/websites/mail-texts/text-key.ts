import { z } from 'zod';
import { isVisitorLanguage, type VisitorLanguage } from '../../../../core/language.ts';
import { type MailEvent, mailEvents } from '../../../../core/website.ts';

/** Which text is open. */
export interface TextKey {
  readonly event: MailEvent;
  readonly language: VisitorLanguage;
}

export const textDraft = z.object({ subject: z.string(), body: z.string() });
export type TextDraft = z.infer<typeof textDraft>;

export const textGroups = {
  signUp: ['verify_email', 'already_registered'],
  status: ['pending', 'approved', 'declined', 'blocked', 'ended'],
  password: [
    'sign_in_link',
    'reset_password',
    'password_changed',
    'sign_in_changed',
    'email_changed_new',
    'email_changed_old',
    'deletion_asked',
    'deletion_refused',
  ],
} as const satisfies Record<string, readonly MailEvent[]>;
export const groupNames = [
  'status',
  'signUp',
  'password',
] as const satisfies readonly (keyof typeof textGroups)[];

/** Reads `declined.en` of the address; the language may be missing. */
export function readTextKey(text: string | undefined, usual: VisitorLanguage): TextKey {
  const [event, language] = (text ?? '').split('.');
  return {
    event: mailEvents.find((name) => name === event) ?? 'approved',
    language: isVisitorLanguage(language) ? language : usual,
  };
}

/** Where the unsaved text is kept in the browser. */
export function draftName(websiteId: string, { event, language }: TextKey): string {
  return `mail-text.${websiteId}.${event}.${language}`;
}

/** Whether something typed but not saved waits here. */
export function hasDraft(websiteId: string, key: TextKey): boolean {
  return sessionStorage.getItem(`gatehouse.draft.${draftName(websiteId, key)}`) !== null;
}
