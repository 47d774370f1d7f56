import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  notFound,
  redirect,
} from '@tanstack/react-router';
import { z } from 'zod';
import { isSignedOut } from './api/errors.ts';
import { meQuery } from './api/me.ts';
import { queryClient } from './api/query-client.ts';
import { accountsSearch } from './features/accounts/accounts-search.ts';
import { applicationsSearch } from './features/applications/applications-search.ts';
import { contactSearch } from './features/contact-card/contact-search.ts';
import { contactsSearch } from './features/contacts/contacts-search.ts';
import { mailsSearch } from './features/mails/mails-search.ts';
import { publicationsSearch } from './features/publications/publications-search.ts';
import { auditSearch } from './features/settings/audit-search.ts';
import { websiteSearch } from './features/websites/website-search.ts';
import { showLanguage } from './i18n/i18n.ts';
import { lastCompany, rememberCompany } from './shell/last-company.ts';
import { NotFoundPage, NotFoundScreen, PendingScreen, RouteError } from './shell/route-states.tsx';

const root = createRootRoute({ notFoundComponent: NotFoundPage });

const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: async ({ location }) => {
    const { companies } = await signedIn(location.href);
    const company = companies.find(({ id }) => id === lastCompany()) ?? companies[0];
    if (company === undefined) throw notFound();
    throw redirect({ to: '/c/$companyId', params: { companyId: company.id }, replace: true });
  },
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: z.object({ next: z.string().optional() }),
  component: lazyRouteComponent(() => import('./features/sign-in/sign-in-screen.tsx'), 'SignInScreen'),
});

const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  validateSearch: z.object({ token: z.string().optional() }),
  component: lazyRouteComponent(() => import('./features/setup/setup-screen.tsx'), 'SetupScreen'),
});

const company = createRoute({
  getParentRoute: () => root,
  path: '/c/$companyId',
  beforeLoad: async ({ location, params }) => {
    const { companies } = await signedIn(location.href);
    if (!companies.some(({ id }) => id === params.companyId)) throw notFound();
    rememberCompany(params.companyId);
  },
  component: lazyRouteComponent(() => import('./shell/shell.tsx'), 'Shell'),
});

const home = createRoute({
  getParentRoute: () => company,
  path: '/',
  component: lazyRouteComponent(() => import('./features/home/home-screen.tsx'), 'HomeScreen'),
});

/** The list stays beside the card on wide screens; on others the card takes its place. */
const contacts = createRoute({
  getParentRoute: () => company,
  path: 'contacts',
  validateSearch: contactsSearch,
  component: lazyRouteComponent(() => import('./features/contacts/contacts-screen.tsx'), 'ContactsScreen'),
});
const contactsIndex = createRoute({ getParentRoute: () => contacts, path: '/' });
const newContact = createRoute({
  getParentRoute: () => contacts,
  path: 'new',
  component: lazyRouteComponent(
    () => import('./features/contact-card/new-contact-screen.tsx'),
    'NewContactScreen',
  ),
});
const contact = createRoute({
  getParentRoute: () => contacts,
  path: '$contactId',
  validateSearch: contactSearch,
  component: lazyRouteComponent(() => import('./features/contact-card/contact-screen.tsx'), 'ContactScreen'),
});
const contactImport = createRoute({
  getParentRoute: () => company,
  path: 'contacts/import/{-$importId}',
  component: lazyRouteComponent(
    () => import('./features/contact-import/contact-import-screen.tsx'),
    'ContactImportScreen',
  ),
});

const applications = createRoute({
  getParentRoute: () => company,
  path: 'applications/{-$applicationId}',
  validateSearch: applicationsSearch,
  component: lazyRouteComponent(
    () => import('./features/applications/applications-screen.tsx'),
    'ApplicationsScreen',
  ),
});
const accounts = createRoute({
  getParentRoute: () => company,
  path: 'accounts',
  validateSearch: accountsSearch,
  component: lazyRouteComponent(() => import('./features/accounts/accounts-screen.tsx'), 'AccountsScreen'),
});
const websites = createRoute({
  getParentRoute: () => company,
  path: 'websites',
  component: lazyRouteComponent(() => import('./features/websites/websites-screen.tsx'), 'WebsitesScreen'),
});
const newWebsite = createRoute({
  getParentRoute: () => company,
  path: 'websites/new',
  component: lazyRouteComponent(
    () => import('./features/websites/new-website-screen.tsx'),
    'NewWebsiteScreen',
  ),
});
const website = createRoute({
  getParentRoute: () => company,
  path: 'websites/$websiteId',
  validateSearch: websiteSearch,
  component: lazyRouteComponent(() => import('./features/websites/website-screen.tsx'), 'WebsiteScreen'),
});
const publications = createRoute({
  getParentRoute: () => company,
  path: 'update-website/{-$publicationId}',
  validateSearch: publicationsSearch,
  component: lazyRouteComponent(
    () => import('./features/publications/publications-screen.tsx'),
    'PublicationsScreen',
  ),
});
const mails = createRoute({
  getParentRoute: () => company,
  path: 'mail/{-$mailId}',
  validateSearch: mailsSearch,
  component: lazyRouteComponent(() => import('./features/mails/mails-screen.tsx'), 'MailsScreen'),
});
const settings = createRoute({
  getParentRoute: () => company,
  path: 'settings/{-$section}',
  validateSearch: auditSearch,
  component: lazyRouteComponent(() => import('./features/settings/settings-screen.tsx'), 'SettingsScreen'),
});

/** Who is signed in; sends others to the sign-in page and back here afterwards. */
async function signedIn(here: string) {
  try {
    const me = await queryClient.ensureQueryData(meQuery);
    await showLanguage(me.employee.language);
    return me;
  } catch (error) {
    if (isSignedOut(error)) throw redirect({ to: '/sign-in', search: here === '/' ? {} : { next: here } });
    throw error;
  }
}

export const router = createRouter({
  routeTree: root.addChildren([
    start,
    signIn,
    setup,
    company.addChildren([
      home,
      contacts.addChildren([contactsIndex, newContact, contact]),
      contactImport,
      applications,
      accounts,
      websites,
      newWebsite,
      website,
      publications,
      mails,
      settings,
    ]),
  ]),
  // Addresses hold plain words (`?search=123`), not JSON, so that people can read and type them.
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => {
    const words = Object.entries(search).flatMap(([name, value]) =>
      value === undefined || value === null || value === '' ? [] : [[name, String(value)]],
    );
    const text = new URLSearchParams(words).toString();
    return text === '' ? '' : `?${text}`;
  },
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  defaultPendingMs: 200,
  defaultPendingComponent: PendingScreen,
  defaultErrorComponent: RouteError,
  defaultNotFoundComponent: NotFoundScreen,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
