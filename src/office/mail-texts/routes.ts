import { authorise, os } from '../api.ts';
import { previewMailText } from './preview-mail-text.ts';
import { listMailTexts } from './read-mail-texts.ts';
import { resetMailText, saveMailText } from './save-mail-text.ts';

export const mailTextsRoutes = {
  list: os.mailTexts.list.handler(({ input, context }) =>
    listMailTexts(context.office.db, authorise(context, input.companyId), input.websiteId),
  ),
  save: os.mailTexts.save.handler(({ input, context }) =>
    saveMailText(context.office, authorise(context, input.companyId), input),
  ),
  reset: os.mailTexts.reset.handler(({ input, context }) =>
    resetMailText(context.office, authorise(context, input.companyId), input),
  ),
  preview: os.mailTexts.preview.handler(({ input, context }) =>
    previewMailText(context.office, authorise(context, input.companyId), input),
  ),
};
