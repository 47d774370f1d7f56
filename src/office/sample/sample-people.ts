import type { AccountStatus } from '../../core/status.ts';

/** The sample company and everybody in it are made up; their addresses end in `.example` (RFC 2606). */
export const sampleCompany = { name: 'Groothandel De Linde BV', language: 'nl' } as const;

/** Websites of the sample company: folders of `examples/websites`, told apart by host name on the gate's port. */
export const sampleWebsites = {
  partners: { name: 'Partnerweb', host: 'partners.localhost' },
  shop: { name: 'Webshop', host: 'shop.localhost' },
} as const;
export type SampleWebsite = keyof typeof sampleWebsites;

/** Access that staff gave already: contact number in `contacts.csv`, where, and how it stands. */
export const sampleAccounts: readonly {
  readonly contact: string;
  readonly website: SampleWebsite;
  readonly status: AccountStatus;
  readonly reason: string;
}[] = [
  { contact: '10004', website: 'partners', status: 'approved', reason: '' },
  { contact: '10004', website: 'shop', status: 'approved', reason: '' },
  { contact: '10019', website: 'partners', status: 'approved', reason: '' },
  { contact: '10034', website: 'partners', status: 'approved', reason: '' },
  { contact: '10009', website: 'partners', status: 'declined', reason: 'Samenwerking is beëindigd.' },
  { contact: '10000', website: 'shop', status: 'approved', reason: '' },
  { contact: '10035', website: 'shop', status: 'approved', reason: '' },
  { contact: '10014', website: 'shop', status: 'declined', reason: 'Openstaande facturen.' },
];

/** Visitors with access whose sign-in is made along and shown: one with price group A, one with B (R15). */
export const sampleSignIns = [
  {
    website: 'partners',
    email: 'ingrid.wouters@delicatessenwouters.example',
    firstName: 'Ingrid',
    lastName: 'Wouters',
    companyName: 'Delicatessen Wouters',
  },
  {
    website: 'shop',
    email: 'sanne.bakker@degoudenleeuw.example',
    firstName: 'Sanne',
    lastName: 'Bakker',
    companyName: 'Café De Gouden Leeuw',
  },
] as const satisfies readonly ({ website: SampleWebsite } & Record<string, string>)[];

/** People who wait for a decision at Partnerweb, one of each kind that R10 tells apart. */
export const sampleApplicants = [
  {
    companyName: 'Cateringservice van Ommen',
    firstName: 'Mirjam',
    lastName: 'van Ommen',
    email: 'mirjam.vanommen@cateringservicevanommen.example',
    phone: '06 555 018 27',
    street: 'Dorpsstraat 91',
    postcode: '7311 LR',
    town: 'Apeldoorn',
    country: 'NL',
    registrationNo: '14979286',
    vatNo: '',
    language: 'nl',
    answers: { trade: 'Catering', news: 'yes' },
  },
  {
    companyName: 'Saffraan Eten & Drinken',
    firstName: 'Rania',
    lastName: 'Haddad',
    email: 'rania@saffraan-amersfoort.example',
    phone: '033 555 53 31',
    street: 'Stationsplein 64',
    postcode: '3811 CH',
    town: 'Amersfoort',
    country: 'NL',
    registrationNo: '',
    vatNo: '',
    language: 'nl',
    answers: { trade: 'Horeca' },
  },
  {
    companyName: 'Horecagroep Binnenhof',
    firstName: 'Daan',
    lastName: 'Verschuur',
    email: 'd.verschuur@webpost.example',
    phone: '',
    street: '',
    postcode: '2511 CS',
    town: 'Den Haag',
    country: 'NL',
    registrationNo: '',
    vatNo: '',
    language: 'nl',
    answers: { trade: 'Horeca', news: 'yes' },
  },
  {
    companyName: 'Veenstra Coffee Roasters',
    firstName: 'Lotte',
    lastName: 'Veenstra',
    email: 'lotte@veenstra-roasters.example',
    phone: '058 555 40 12',
    street: 'Voorstreek 18',
    postcode: '8911 JR',
    town: 'Leeuwarden',
    country: 'NL',
    registrationNo: '',
    vatNo: '',
    language: 'en',
    answers: { trade: 'Winkel' },
  },
] as const;
