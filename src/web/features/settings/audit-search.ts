import { z } from 'zod';

/** Filters of the audit log, as they stand in the address. */
export const auditSearch = z.object({
  search: z.string().optional(),
  by: z.enum(['staff', 'visitor']).optional().catch(undefined),
  website: z.string().optional(),
  person: z.string().optional(),
});
export type AuditFilter = z.infer<typeof auditSearch>;
