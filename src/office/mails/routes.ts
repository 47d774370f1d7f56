import { authorise, os } from '../api.ts';
import { mailStatus } from './mail-status.ts';
import { listMails, readMail } from './read-mails.ts';
import { resendMail } from './resend-mail.ts';

export const mailsRoutes = {
  list: os.mails.list.handler(({ input, context }) =>
    listMails(context.office.db, authorise(context, input.companyId), input),
  ),
  get: os.mails.get.handler(({ input, context }) =>
    readMail(context.office.db, authorise(context, input.companyId), input.mailId),
  ),
  resend: os.mails.resend.handler(({ input, context }) =>
    resendMail(context.office, authorise(context, input.companyId), input.mailId),
  ),
  status: os.mails.status.handler(({ input, context }) =>
    mailStatus(context.office, authorise(context, input.companyId)),
  ),
};
