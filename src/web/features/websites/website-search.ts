import { z } from 'zod';

export const websiteTabs = ['overview', 'settings', 'password', 'look', 'form', 'mails', 'server'] as const;

/**
 * Which part of a website is open, and which of its mail texts (`declined` or `declined.en`); on the overview
 * whose visit to which page is explained.
 */
export const websiteSearch = z.object({
  tab: z.enum(websiteTabs).optional().catch(undefined),
  text: z.string().optional(),
  who: z.string().optional().catch(undefined),
  page: z.string().optional().catch(undefined),
});
