import { implement } from '@orpc/server';
import { officeApi } from '../contract/office-api.ts';
import { AppError } from '../core/errors.ts';
import type { RequestContext, SignedInEmployee, Staff } from './context.ts';

/** Implements the contract: `os.contacts.list.handler(…)`. Each feature's `routes.ts` exports its part. */
export const os = implement(officeApi).$context<RequestContext>();

/**
 * The employee behind a request.
 * @throws AppError `not_signed_in`
 */
export function requireEmployee(context: RequestContext): SignedInEmployee {
  if (context.employee === null) throw new AppError('not_signed_in');
  return context.employee;
}

/**
 * Authorises a request for a company. Somebody without a role there learns no more than that it does not exist (I8).
 * @throws AppError `not_signed_in` or `not_found`
 */
export function authorise(context: RequestContext, companyId: string): Staff {
  const employee = requireEmployee(context);
  if (!employee.companies.has(companyId)) throw new AppError('not_found');
  return {
    companyId,
    employeeId: employee.id,
    language: context.language,
    actor: { kind: 'staff', id: employee.id, name: employee.name },
  };
}
