import { authorise, os } from '../api.ts';
import { readAccountMatrix } from './account-matrix.ts';
import { createAccount } from './create-account.ts';
import { explainAccess } from './explain-access.ts';
import { explainOnWebsite } from './explain-on-website.ts';
import { accountsOfContact, listAccounts } from './list-accounts.ts';
import { previewChange } from './preview-change.ts';
import { removeAccount } from './remove-account.ts';
import { resetSecondStep } from './reset-second-step.ts';
import { setAccountStatus } from './set-account-status.ts';
import { undoAccount } from './undo-account.ts';
import { updateAccount } from './update-account.ts';

export const accountsRoutes = {
  ofContact: os.accounts.ofContact.handler(({ input, context }) =>
    accountsOfContact(context.office, authorise(context, input.companyId), input.contactId),
  ),
  list: os.accounts.list.handler(({ input, context }) =>
    listAccounts(context.office, authorise(context, input.companyId), input),
  ),
  create: os.accounts.create.handler(({ input, context }) =>
    createAccount(context.office, authorise(context, input.companyId), input),
  ),
  update: os.accounts.update.handler(({ input, context }) =>
    updateAccount(context.office, authorise(context, input.companyId), input),
  ),
  remove: os.accounts.remove.handler(({ input, context }) =>
    removeAccount(context.office, authorise(context, input.companyId), input),
  ),
  undo: os.accounts.undo.handler(({ input, context }) =>
    undoAccount(context.office, authorise(context, input.companyId), input),
  ),
  setStatus: os.accounts.setStatus.handler(({ input, context }) =>
    setAccountStatus(context.office, authorise(context, input.companyId), input),
  ),
  preview: os.accounts.preview.handler(({ input, context }) =>
    previewChange(context.office, authorise(context, input.companyId), input),
  ),
  resetSecondStep: os.accounts.resetSecondStep.handler(({ input, context }) =>
    resetSecondStep(context.office, authorise(context, input.companyId), input.accountId),
  ),
  explain: os.accounts.explain.handler(({ input, context }) =>
    explainAccess(context.office, authorise(context, input.companyId), input.accountId, input.url),
  ),
  explainOnWebsite: os.accounts.explainOnWebsite.handler(({ input, context }) =>
    explainOnWebsite(context.office, authorise(context, input.companyId), input),
  ),
  matrix: os.accounts.matrix.handler(({ input, context }) =>
    readAccountMatrix(context.office, authorise(context, input.companyId), input),
  ),
};
