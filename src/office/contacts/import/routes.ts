import { authorise, os } from '../../api.ts';
import { getImport, listImports } from './read-imports.ts';
import { checkImport, runImport } from './start-import.ts';

export const contactImportsRoutes = {
  get: os.contactImports.get.handler(({ input, context }) =>
    getImport(context.office, authorise(context, input.companyId), input.importId),
  ),
  check: os.contactImports.check.handler(({ input, context }) =>
    checkImport(context.office, authorise(context, input.companyId), input),
  ),
  run: os.contactImports.run.handler(({ input, context }) =>
    runImport(context.office, authorise(context, input.companyId), input),
  ),
  list: os.contactImports.list.handler(({ input, context }) =>
    listImports(context.office, authorise(context, input.companyId)),
  ),
};
