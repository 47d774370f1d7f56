import { authorise, os } from '../api.ts';
import { listAuditEvents } from './list-audit-events.ts';

export const auditRoutes = {
  list: os.audit.list.handler(({ input, context }) =>
    listAuditEvents(context.office.db, authorise(context, input.companyId), input),
  ),
};
