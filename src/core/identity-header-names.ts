/** The headers by which a website learns who is there (GATE.md), in the spelling in which they are sent. */
export const identityHeaderNames = [
  'Remote-User',
  'Remote-Email',
  'Remote-Name',
  'Remote-Groups',
  'Gatehouse-Contact',
  'Gatehouse-Website',
  'Gatehouse-Language',
  'Gatehouse-Assertion',
] as const;
export type IdentityHeaderName = (typeof identityHeaderNames)[number];
