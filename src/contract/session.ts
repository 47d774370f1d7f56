import { oc } from '@orpc/contract';
import { z } from 'zod';
import { email, id, language, ok, requiredLine } from './common.ts';

export const companySummary = z.object({
  id,
  name: z.string(),
  language,
  licensed: z.boolean(),
  isSample: z.boolean(),
});
export const me = z.object({
  employee: z.object({ id, name: z.string(), email: z.string(), language }),
  companies: z.array(companySummary),
  /** Whether this installation sends mail; where not, mails wait and are readable under Mail. */
  mailConfigured: z.boolean(),
  version: z.string(),
});
export type Me = z.infer<typeof me>;

/** Sign-in of staff, and the wizard behind the one-time link of the first start. */
export const sessionContract = {
  me: oc.route({ method: 'GET', path: '/me' }).output(me),
  signIn: oc
    .route({ method: 'POST', path: '/sign-in' })
    .input(
      z.object({ email: requiredLine(254), password: z.string().min(1, { error: 'required' }).max(1024) }),
    )
    .output(me),
  signOut: oc.route({ method: 'POST', path: '/sign-out' }).output(ok),
  setLanguage: oc.route({ method: 'PUT', path: '/me/language' }).input(z.object({ language })).output(me),
  changePassword: oc
    .route({ method: 'PUT', path: '/me/password' })
    .input(z.object({ current: z.string().max(1024), next: z.string().max(1024) }))
    .output(ok),
};

export const setupContract = {
  /** Whether the one-time link still works, and whether a first administrator exists already. */
  status: oc
    .route({ method: 'GET', path: '/setup' })
    .input(z.object({ token: z.string().max(200).optional() }))
    .output(z.object({ needed: z.boolean(), tokenValid: z.boolean() })),
  /** Makes the first administrator, with a company of their own or with the sample company, and signs in. */
  complete: oc
    .route({ method: 'POST', path: '/setup' })
    .input(
      z.object({
        token: z.string().max(200),
        name: requiredLine(100),
        email,
        password: z.string().max(1024),
        language,
        company: z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('own'), name: requiredLine(200) }),
          z.object({ kind: z.literal('sample') }),
        ]),
      }),
    )
    .output(me),
};
