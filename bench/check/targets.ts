/** What is measured, and what it is called in the table. */
export const targets = {
  nginx: 'nginx alone',
  'nginx-bare': 'nginx + bare handler',
  'nginx-gate': 'nginx + gate',
  bare: 'bare handler',
  gate: 'gate',
} as const;
export type TargetName = keyof typeof targets;
export const targetNames = Object.keys(targets) as TargetName[]; // the keys of this very object
