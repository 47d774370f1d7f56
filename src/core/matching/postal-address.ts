import { foldText, squashText } from './fold-text.ts';

/** An address in the spelling in which addresses are compared; `''` for what was not given. */
export interface PostalAddress {
  readonly postcode: string;
  /** Street's name without number: `kerkstraat`. */
  readonly street: string;
  /** House number without its addition: `275` of `275-2`. */
  readonly houseNumber: string;
  readonly town: string;
}

/** Towns with two names. */
const TOWN_NAMES: Readonly<Record<string, string>> = {
  sgravenhage: 'denhaag',
  thehague: 'denhaag',
  denbosch: 'shertogenbosch',
  brussels: 'brussel',
  bruxelles: 'brussel',
  antwerp: 'antwerpen',
  anvers: 'antwerpen',
  ghent: 'gent',
  gand: 'gent',
  cologne: 'koln',
  keulen: 'koln',
  munich: 'munchen',
};

/** Reads an address. The house number is the first number in the street's line, before or after its name. */
export function parseAddress(street: string, postcode: string, town: string): PostalAddress {
  const line = foldText(street);
  const number = /\d+/.exec(line.replace(/^\s*\d+e\s/, ''))?.[0] ?? '';
  const name = line
    .replace(/\d.*$/, '')
    .replace(/^\s*\d+\S*\s*/, '')
    .replace(/(?:\bstr|str)\.?\s*$/, 'straat')
    .replace(/strasse\s*$/, 'straat');
  const place = squashText(foldText(town));
  return {
    postcode: squashText(foldText(postcode))
      .replace(/^(?:nl|be|d)(?=\d)/, '')
      .toUpperCase(),
    street: squashText(name !== '' ? name : line.replace(/^\s*\d+\S*\s*/, '')),
    houseNumber: number,
    town: TOWN_NAMES[place] ?? place,
  };
}

/** The key of a building by postcode and house number, or `null`. */
export function buildingByPostcode(address: PostalAddress): string | null {
  return address.postcode === '' || address.houseNumber === ''
    ? null
    : `${address.postcode}+${address.houseNumber}`;
}

/** The key of a building by street, house number and town, or `null`. */
export function buildingByStreet(address: PostalAddress): string | null {
  return address.street === '' || address.houseNumber === '' || address.town === ''
    ? null
    : `${address.street}+${address.houseNumber}+${address.town}`;
}
