import {
  IconAddressBook,
  IconHome,
  IconInbox,
  IconKey,
  IconMail,
  type IconProps,
  IconSettings,
  IconUpload,
  IconWorld,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';

/** The screens of the navigation, in its order, each with the letter that follows `g`. */
export const screens = [
  { name: 'home', to: '/c/$companyId', icon: IconHome, key: 'h' },
  { name: 'contacts', to: '/c/$companyId/contacts', icon: IconAddressBook, key: 'c' },
  { name: 'applications', to: '/c/$companyId/applications/{-$applicationId}', icon: IconInbox, key: 'a' },
  { name: 'accounts', to: '/c/$companyId/accounts', icon: IconKey, key: 'w' },
  { name: 'websites', to: '/c/$companyId/websites', icon: IconWorld, key: 's' },
  { name: 'publish', to: '/c/$companyId/update-website/{-$publicationId}', icon: IconUpload, key: 'u' },
  { name: 'mail', to: '/c/$companyId/mail/{-$mailId}', icon: IconMail, key: 'm' },
  { name: 'settings', to: '/c/$companyId/settings/{-$section}', icon: IconSettings, key: 'i' },
] as const satisfies readonly { name: string; to: string; icon: ComponentType<IconProps>; key: string }[];

export type ScreenName = (typeof screens)[number]['name'];
