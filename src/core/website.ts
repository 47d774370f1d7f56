/** Password settings of a website (R12): how much of it is closed. */
export const protections = ['none', 'whole', 'part', 'voluntary'] as const;
export type Protection = (typeof protections)[number];

/** Approval policy of a website (R4, I9). */
export const approvalPolicies = ['automatic', 'manual', 'known', 'owner_only'] as const;
export type ApprovalPolicy = (typeof approvalPolicies)[number];

/** Where the pages come from: a folder of files, an upstream server, or the user's own web server asks the gate. */
export const originKinds = ['folder', 'upstream', 'forward_auth'] as const;
export type OriginKind = (typeof originKinds)[number];

/** Whether a website is kept in step by itself or when staff press the button. */
export const linkModes = ['automatic', 'manual'] as const;
export type LinkMode = (typeof linkModes)[number];

/** Mails whose text the owner can edit per website and language (R8). */
export const mailEvents = [
  'verify_email',
  'already_registered',
  'pending',
  'approved',
  'declined',
  'blocked',
  'ended',
  'reset_password',
  'password_changed',
  'email_changed_new',
  'email_changed_old',
  'sign_in_link',
  'sign_in_changed',
  'deletion_asked',
  'deletion_refused',
] as const;
export type MailEvent = (typeof mailEvents)[number];
