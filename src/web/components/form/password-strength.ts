/** Fewest characters of an employee's password. */
export const shortestPassword = 10;

export type PasswordStrength = 'short' | 'weak' | 'good' | 'strong';

/** A rough guess: length counts most, variety a little, repetition takes away. The office has the last word. */
export function passwordStrength(password: string): PasswordStrength {
  if (password.length < shortestPassword) return 'short';
  const different = new Set(password.toLowerCase()).size;
  if (different < 5 || /^(.+)\1+$/.test(password) || /^\d+$/.test(password)) return 'weak';
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u].filter((kind) =>
    kind.test(password),
  ).length;
  return password.length + kinds * 2 >= 21 ? 'strong' : 'good';
}
