import type { PublicationV1 } from '../../contract/link.ts';

/** What the gate has of a website when a message comes in. */
export interface ReplicaState {
  /** Revision up to which the account changes are here; 0 for a website that is new or was removed. */
  readonly appliedRevision: number;
  /** This very message was applied before. */
  readonly appliedBefore: boolean;
  /** How many of the earlier messages of this publication are here. */
  readonly earlierParts: number;
}

export type MessageDecision = 'apply' | 'repeated' | 'gap' | 'behind';

/**
 * What to do with a message of a publication (I5). Changes are applied where they join what is here; accounts that
 * are not newer are left as they are, so that an overlap does nothing twice. A snapshot ends what it does not name,
 * so its messages come in order and whole. An office that is behind what it published itself was put back from an older
 * copy: its changes would pass unseen, a decline too, so it is told (I1).
 */
export function decideMessage(message: PublicationV1, state: ReplicaState): MessageDecision {
  if (state.appliedBefore) return 'repeated';
  if (message.toRevision < state.appliedRevision) return 'behind';
  if (message.mode === 'snapshot') return state.earlierParts === message.part ? 'apply' : 'gap';
  return message.fromRevision > state.appliedRevision ? 'gap' : 'apply';
}
