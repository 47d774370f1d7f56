import { myPage } from '../pages/my-page.ts';
import type { VisitorPage } from '../visitor-page.ts';
import { deletePage } from './delete-page.ts';
import { detailsPage } from './details-page.ts';
import { devicesPage } from './devices-page.ts';
import { downloadPage } from './download-page.ts';
import { privacyPage } from './privacy-page.ts';

/** My page with its parts, but security, which belongs to signing in. */
export const myPages: readonly VisitorPage[] = [
  myPage,
  detailsPage,
  devicesPage,
  privacyPage,
  deletePage,
  downloadPage,
];
