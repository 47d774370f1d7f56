import { z } from 'zod';

export const websiteTabs = ['overview', 'settings', 'password', 'mails', 'server'] as const;

/** Which part of a website is open, and which of its mail texts (`declined` or `declined.en`). */
export const websiteSearch = z.object({
  tab: z.enum(websiteTabs).optional().catch(undefined),
  text: z.string().optional(),
});
