/** What went wrong, where the office itself did not say it; and the reasons at fields. */
export default {
  offline: 'The office does not answer. Nothing was lost; try again in a moment.',
  unexpected: 'Something went wrong here; nothing was changed. Try again.',
  loadTitle: 'This could not be loaded',
  summary: 'Not saved. Some fields need attention:',
  notSaved: 'Not saved',
  fields: {
    required: 'Fill this in.',
    email: 'This is not an e-mail address. Example: name@company.com.',
    too_long: 'This is too long.',
    too_short: 'This is too short.',
    control_characters: 'This holds characters that cannot be used. Type it again.',
    country: 'Choose a country.',
    host: 'This is not a host name. Example: portal.company.com.',
    path: 'A path begins with / and has no spaces. Example: /shop.',
    url: 'This is not an address. Example: https://portal.company.com.',
    number: 'Type a number.',
    taken: 'This is already in use.',
    order: 'The end lies before the beginning.',
    invalid: 'This is not right.',
  },
} as const;
