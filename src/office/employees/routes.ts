import { authorise, os } from '../api.ts';
import { addEmployee } from './add-employee.ts';
import { listEmployees } from './list-employees.ts';
import { removeEmployee } from './remove-employee.ts';

/** Every role there is, is administrator's; `authorise` lets nobody else in. */
export const employeesRoutes = {
  list: os.employees.list.handler(({ input, context }) =>
    listEmployees(context.office.db, authorise(context, input.companyId).companyId),
  ),
  create: os.employees.create.handler(({ input, context }) =>
    addEmployee(context.office, authorise(context, input.companyId), input),
  ),
  remove: os.employees.remove.handler(async ({ input, context }) => {
    await removeEmployee(context.office, authorise(context, input.companyId), input.employeeId);
    return { ok: true };
  }),
};
