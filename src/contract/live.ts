import { z } from 'zod';

/**
 * News for the office's open screens, sent as server-sent events by `GET /api/companies/{companyId}/live`:
 * the name of what changed, so that the screens ask again for what they show of it.
 */
export const liveTopic = z.enum([
  'contacts',
  'accounts',
  'applications',
  'publications',
  'websites',
  'mails',
  'licence',
  'imports',
  'audit',
]);
export type LiveTopic = z.infer<typeof liveTopic>;
