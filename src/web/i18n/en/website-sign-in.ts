/** How visitors sign in: a part of a website's password settings. */
export default {
  partPassword: 'Signing in',
  partStay: 'Staying signed in',
  fields: {
    minPasswordLength: 'Shortest password',
    secondFactor: 'Second step after the password',
    magicLink: 'Sign-in link by mail',
    keepSignedIn: 'Offer “keep me signed in”',
    keepSignedInDays: 'Stay signed in for',
  },
  hints: {
    minPasswordLength:
      'Characters, from 8 to 64. Applies to new passwords; common words and names are refused anyway.',
    magicLink:
      'Visitors may have a link mailed to them instead of typing a password. Whoever has a second step is still asked for it.',
    keepSignedIn: 'A tick box on the sign-in page, for those who come back often on a device of their own.',
    keepSignedInDays: 'On that device, however long it is not used.',
    session: 'For all others:',
  },
  secondFactors: {
    optional: {
      name: 'Each visitor chooses',
      text: 'Who wants it turns it on at My page: a code from an app, or a passkey.',
    },
    required: {
      name: 'Asked of everybody',
      text: 'Who has none yet sets one up at the next sign-in, before going on. Nobody loses access, and a passkey alone is enough.',
    },
  },
} as const;
