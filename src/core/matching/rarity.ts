import type { MatchStatistics } from './types.ts';

/**
 * A register of a handful of contacts doesn't tell what is rare in the world: rarity is never measured
 * finer than it would be among so many contacts.
 */
const SMALLEST_POPULATION = 1000;

/** Evidence beyond this is as good as certain; more bits would only drown what contradicts. */
const MOST_BITS = 40;

/**
 * How much an agreement says, by how rare it is in this register (Fellegi and Sunter's weights with value
 * frequencies). A chance is the probability that a stranger agrees with the contact all the same.
 */
export class Rarity {
  readonly #statistics: MatchStatistics;
  readonly #population: number;

  constructor(statistics: MatchStatistics) {
    this.#statistics = statistics;
    this.#population = Math.max(statistics.total, SMALLEST_POPULATION);
  }

  /** How many contacts have the key. */
  frequency(key: string): number {
    return this.#statistics.frequency(key);
  }

  /** How many contacts have the key beside the one that is compared. */
  others(key: string): number {
    return Math.max(0, this.#statistics.frequency(key) - 1);
  }

  /**
   * The chance that a stranger has a word, name or town in common with the contact, when so many contacts have it
   * beside the one compared: what is common in the register is common outside.
   */
  chance(others: number): number {
    return others / Math.max(this.#statistics.total, 1) + 0.5 / this.#population;
  }

  /**
   * Bits that agreement in a number, an address or alike is worth. These are given out one by one: branches that
   * share one make it ambiguous among them, not common outside, also where they are half of a small register.
   */
  bits(key: string): number {
    return toBits((this.others(key) + 0.5) / this.#population);
  }

  /** Bits that are needed to pick one contact of all: what a candidate starts below even odds. */
  get prior(): number {
    return Math.log2(this.#population);
  }
}

/** A chance as bits of evidence. */
export function toBits(chance: number): number {
  return Math.min(MOST_BITS, Math.max(0, -Math.log2(chance)));
}
