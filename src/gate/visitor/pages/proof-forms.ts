import type { ProofKind } from '../../../core/second-factor.ts';
import type { Form, Section } from '../../pages/page-model.ts';
import { findAnsweringPasskey, verifyPasskey } from '../passkeys/verify-passkey.ts';
import { passwordField } from '../password-field.ts';
import type { Proof } from '../second-factor/prove-again.ts';
import type { SecondProof } from '../second-factor/take-proof.ts';
import type { Visit } from '../visit.ts';
import type { Typed } from '../visitor-page.ts';
import { passkeyProofForm, passkeyScope } from './passkey-form.ts';

interface Person {
  readonly companyId: string;
  readonly loginId: string;
  /** Where it leads on to. */
  readonly returnPath: string;
}

/** The forms by which somebody proves to be who they are, one section each; the first is the one to take. */
export async function proofSections(
  visit: Visit,
  kinds: readonly ProofKind[],
  person: Person,
  typed: Typed | undefined,
): Promise<Section[]> {
  const sections: Section[] = [];
  for (const [index, kind] of kinds.entries()) {
    const look = index === 0 ? 'primary' : 'quiet';
    const form = await formOf(visit, kind, person, look, typed);
    if (kind === 'recovery' && index > 0) {
      sections.push({ fold: visit.say('recoveryFold'), isOpen: typed?.errors?.recovery !== undefined, form });
    } else {
      const divider = index === 0 ? {} : { divider: visit.say('or') };
      const lead = kind === 'passkey' ? { lead: [visit.say('passkeyPrompt')] } : {};
      sections.push({ ...divider, ...lead, form });
    }
  }
  return sections;
}

async function formOf(
  visit: Visit,
  kind: ProofKind,
  person: Person,
  look: 'primary' | 'quiet',
  typed: Typed | undefined,
): Promise<Form> {
  if (kind === 'passkey') return passkeyProofForm(visit, person, look);
  const common = { submit: visit.say('continue'), look, hidden: { return: person.returnPath } };
  if (kind === 'password')
    return { ...common, fields: [passwordField(visit, 'password', typed?.errors?.password)] };
  const isCode = kind === 'code';
  const name = isCode ? 'code' : 'recovery';
  const error = typed?.errors?.[name];
  const field = {
    name,
    label: visit.say(isCode ? 'code' : 'recoveryCode'),
    type: 'text',
    value: '',
    autocomplete: isCode ? 'one-time-code' : 'off',
    required: true,
    hint: visit.say(isCode ? 'codeHint' : 'recoveryHint'),
    ...(error === undefined ? {} : { error }),
  } as const;
  return { ...common, fields: [field] };
}

/** What a form of `proofSections` brought, of the second factors; null where nothing was filled in. */
export async function readSecondProof(visit: Visit, loginId: string): Promise<SecondProof | null> {
  const { gate, form } = visit;
  const { credential = '', recovery = '', code = '' } = form;
  if (credential !== '') {
    const scope = passkeyScope(visit, loginId);
    const known = await findAnsweringPasskey(gate, scope, credential);
    return { kind: 'passkey', passkey: await verifyPasskey(gate, scope, known, credential) };
  }
  if (recovery.trim() !== '') return { kind: 'recovery', code: recovery.slice(0, 100) };
  return code.trim() === '' ? null : { kind: 'code', code: code.slice(0, 100) };
}

/** The same, where the password counts too. */
export async function readProof(visit: Visit, loginId: string): Promise<Proof | null> {
  const { password = '' } = visit.form;
  return password === '' ? readSecondProof(visit, loginId) : { kind: 'password', password };
}

/** What to say where nothing was filled in, or what was filled in proves nothing. */
export function typedProof(visit: Visit, proof: Proof | null): Typed {
  const { form } = visit;
  if (proof === null) {
    const field = (['password', 'recovery', 'code'] as const).find((name) => form[name] !== undefined);
    if (field === undefined) return { values: form, problem: visit.say('passkeyNotAccepted') };
    return { values: form, errors: { [field]: visit.say('required') } };
  }
  switch (proof.kind) {
    case 'passkey':
      return { values: form, problem: visit.say('passkeyNotAccepted') };
    case 'password':
      return { values: form, errors: { password: visit.say('wrongPassword') } };
    case 'recovery':
      return { values: form, errors: { recovery: visit.say('wrongRecovery') } };
    case 'code':
      return { values: form, errors: { code: visit.say('wrongCode') } };
  }
}
