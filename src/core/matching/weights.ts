/**
 * What evidence is worth beyond its rarity, in bits (each doubles or halves the odds). These are judgements about
 * people and forms, not measurements of one register: each says in a sentence what it stands for.
 */
export const WEIGHTS = {
  /** Authorities give a number to one company: an equal one is a mistake in fewer than 1 of 1000 cases. */
  numberIsGivenOut: 10,
  /** A mailbox belongs to one person or desk; at most 1 of 128 is used for another company. */
  emailIsGivenOut: 7,
  /** A telephone rings in one office; at most 1 of 64 is that of another company there. */
  phoneIsGivenOut: 6,
  /** Companies hardly ever change their number; a mistyped one is staff's to judge. */
  otherNumber: -8,
  /** A company is rarely known by a wholly different name. */
  otherName: -4,
  /** A name that needs a typing error to agree could be a neighbour's. */
  nearName: -4,
  /** A name with a word too many or too few is rather a sister's than the same. */
  otherWord: -2,
  /** A holding is often the sister of the company of that name. */
  otherHolding: -2,
  /** A person's name that needs a typing error to agree. */
  typoPerson: -3,
  /** Colleagues of the person known register too. */
  otherPerson: -1,
  /** Who gives no company's name and is another person, shares no name at all with the contact. */
  otherPrivatePerson: -3,
  /** One company in twenty has moved or gives another of its addresses. */
  otherAddress: -4,
  /** The same street and number with another postcode: one of them is mistyped, or it is another place. */
  otherPostcode: -2,
  /** Most companies have one domain. */
  otherDomain: -1.5,
  /** The same postcode with another house number: the street, not the building. */
  otherHouseNumber: -2,
} as const;

/** How sure a verdict must be, in bits above even odds. */
export const THRESHOLDS = {
  /** Linked unseen only when another explanation is five hundred times less likely (R10 existing). */
  existing: 9,
  /** And when no other contact comes near: it must be thirty times less likely. */
  margin: 5,
  /** Shown to staff when there is a chance of some four per cent (R10 should be verified). */
  verify: -4.5,
  /** A verified address proves a tie only when the rest doesn't speak against it (I9). */
  proof: 4,
} as const;

/** Two names are similar when the words they share carry this part of their rarity. */
export const SIMILAR_NAME_SHARE = 0.6;

/** A typed word is no misspelling when the register has it so many times, … */
export const KNOWN_WORD_COUNT = 2;
/** … unless the other word is that many times more common (then the register holds the misspelling too). */
export const KNOWN_WORD_RATIO = 50;

/** Candidates shown at most. */
export const MOST_CANDIDATES = 10;
