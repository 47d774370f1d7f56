/** A register made by a program: the same for the same size, with names, towns and families as common as in life. */

/** Mulberry32: small, quick, and the same on every machine. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const words = (text: string) => text.split(' ');
const families = words(
  'Jong Jansen Vries Berg Bakker Dijk Visser Smit Meijer Boer Mulder Groot Bos Vos Peters Hendriks Leeuwen Dekker Brouwer Wit Dijkstra Smits Graaf Meer Linden Kok Jacobs Haan Vermeulen Heuvel Veen Broek Bruijn Bruin Heijden Schouten Beek Willems Vliet Ven Hoekstra Maas Verhoeven Koster Dam Prins Blom Huisman Peeters Kuipers Veenstra Postma Kuiper Jonge Bosch Gerritsen Scholten Verbeek Post Kramer Lange Wal Martens Wolters Verschoor Sanders Hofman Boogaard Bouwman Molenaar Yılmaz Kaya García Müller Nowak',
);
const prefixes = ['', '', '', 'de ', 'van ', 'van de ', 'van der ', 'van den '];
const firstNames = words(
  'Jan Piet Kees Willem Daan Sem Lucas Noah Finn Tess Emma Julia Sophie Anna Eva Sanne Lotte Fleur Roos Bram Lars Thijs Ruben Sven Niels Wouter Pieter Hans Gerrit Loïs Zoë Chloé Mohamed Fatima Ali Aylin',
);
const trades = words(
  'Transport Handel Techniek Bouw Horeca Installatie Groothandel Metaal Logistiek Media Drukkerij Agri Wijn Meubel Textiel Kantoor Auto Fiets Tuin Bloemen Zuivel Vlees Brood Keukens Verf Glas Hout Papier Plastic Software',
);
const tails = words(
  'centrum groep partners service bedrijf import export makers specialist huis winkel fabriek lab werk',
);
const forms = ['BV', 'B.V.', 'V.O.F.', 'Holding B.V.', '& Zn.', 'N.V.', ''];
const towns = words(
  'Amsterdam Rotterdam Utrecht Eindhoven Groningen Tilburg Almere Breda Nijmegen Apeldoorn Haarlem Arnhem Enschede Amersfoort Zaandam Zwolle Leiden Maastricht Dordrecht Ede Delft Venlo Alkmaar Deventer Helmond Hilversum Roosendaal Assen Gouda Hoorn Meppel Sneek Goes Tiel Oss Weert',
);
const streets = words(
  'Kerkstraat Molenweg Stationsplein Havenkade Dorpsstraat Schoolstraat Einsteinweg Ambachtsweg Industrieweg Nieuwstraat Hoofdstraat Parallelweg',
);
const freeMail = words('gmail.com hotmail.com ziggo.nl kpnmail.nl outlook.com');

export const header =
  'Relatienr.;Naam;Adres;Postcode;Plaats;Land;Telefoon;E-mail;KvK-nummer;Btw-nummer;Klant;Leverancier;Partner;Privé;Contactpersoon;E-mail contactpersoon;Prijsgroep;Taal;Status';

export interface MadeContact {
  readonly number: string;
  readonly name: string;
  readonly street: string;
  readonly postcode: string;
  readonly town: string;
  readonly phone: string;
  readonly email: string;
  readonly registrationNo: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly line: string;
}

/** The contact with an index, by itself: no other needs to be made for it. */
export function makeContact(index: number): MadeContact {
  const next = random(index * 7919 + 17);
  const pick = <T>(list: readonly T[], skew = 1): T => {
    const item = list[Math.floor(next() ** skew * list.length)];
    if (item === undefined) throw new Error('an empty list');
    return item;
  };
  const syllable = () => pick(words('ba do ke li mu na po ra se ti vo wa xe ya zi'));
  const family = `${pick(prefixes)}${pick(families, 2)}`;
  const own = next() < 0.4 ? `${syllable()}${syllable()}${syllable()}` : '';
  const name =
    `${own === '' ? '' : `${own.charAt(0).toUpperCase()}${own.slice(1)} `}${own === '' || next() < 0.3 ? `${family} ` : ''}${pick(trades)}${pick(tails)} ${pick(forms)}`.trim();
  const squeezed = name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z]/g, '')
    .slice(0, 20);
  const domain = next() < 0.2 ? pick(freeMail) : `${squeezed}${index % 977}.nl`;
  const firstName = pick(firstNames, 1.5);
  const lastName = `${pick(prefixes)}${pick(families, 2)}`;
  const digits = (count: number) => String(Math.floor(next() * 10 ** count)).padStart(count, '0');
  const letter = () => String.fromCharCode(65 + Math.floor(next() * 26));
  const contact = {
    number: String(10_000 + index),
    name: name.charAt(0).toUpperCase() + name.slice(1),
    street: `${pick(streets)} ${1 + Math.floor(next() * 300)}`,
    postcode: `${1 + Math.floor(next() * 9)}${digits(3)} ${letter()}${letter()}`,
    town: pick(towns, 2),
    phone: `0${1 + Math.floor(next() * 8)}${digits(1)}-${digits(7)}`,
    email: `${domain.includes(String(index % 977)) ? 'info' : squeezed}@${domain}`,
    registrationNo: next() < 0.8 ? `${1 + Math.floor(next() * 9)}${digits(7)}` : '',
    firstName,
    lastName,
  };
  const personEmail = `${firstName
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z]/g, '')}@${domain}`;
  const yes = (chance: number) => (next() < chance ? 'J' : 'N');
  const line = [
    contact.number,
    contact.name,
    contact.street,
    contact.postcode,
    contact.town,
    'Nederland',
    contact.phone,
    contact.email,
    contact.registrationNo,
    '',
    yes(0.9),
    yes(0.2),
    yes(0.1),
    'N',
    `${firstName} ${lastName}`,
    personEmail,
    pick(['', 'A', 'B', 'C']),
    'nl',
    next() < 0.95 ? 'Actief' : 'Inactief',
  ].join(';');
  return { ...contact, line };
}

/** The register as a file, in pieces; nothing of it is held. */
export async function* registerFile(rows: number): AsyncGenerator<Buffer> {
  const perPiece = 5000;
  yield Buffer.from(`${header}\n`);
  for (let from = 0; from < rows; from += perPiece) {
    let text = '';
    for (let index = from; index < Math.min(from + perPiece, rows); index++)
      text += `${makeContact(index).line}\n`;
    yield Buffer.from(text);
  }
}
