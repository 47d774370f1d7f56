const storageKey = 'gatehouse.company';

/** The company database that was open last on this computer. */
export function lastCompany(): string | null {
  return localStorage.getItem(storageKey);
}

export function rememberCompany(companyId: string): void {
  localStorage.setItem(storageKey, companyId);
}
