import { blockingKeys, candidateKeys, DEFAULT_CANDIDATE_LIMIT, statisticKeys } from './keys.ts';
import type { MatchContact, MatchRegistration, MatchStatistics } from './types.ts';

/** A contact register in memory, found by the same keys as in the database. */
export class MemoryIndex implements MatchStatistics {
  readonly #contactsByKey = new Map<string, MatchContact[]>();
  readonly #counts = new Map<string, number>();
  #total = 0;

  constructor(contacts: Iterable<MatchContact> = []) {
    for (const contact of contacts) this.add(contact);
  }

  get total(): number {
    return this.#total;
  }

  /** Adds a contact; each contact only once. */
  add(contact: MatchContact): void {
    this.#total++;
    for (const key of blockingKeys(contact)) {
      const contacts = this.#contactsByKey.get(key);
      if (contacts === undefined) this.#contactsByKey.set(key, [contact]);
      else contacts.push(contact);
    }
    for (const key of statisticKeys(contact)) this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }

  frequency(key: string): number {
    return this.#contactsByKey.get(key)?.length ?? this.#counts.get(key) ?? 0;
  }

  /** The contacts that an application could belong to, each once. */
  candidates(registration: MatchRegistration, limit: number = DEFAULT_CANDIDATE_LIMIT): Set<MatchContact> {
    const found = new Set<MatchContact>();
    for (const key of candidateKeys(registration, this, limit)) {
      for (const contact of this.#contactsByKey.get(key) ?? []) found.add(contact);
    }
    return found;
  }
}
