import { setTimeout as pause } from 'node:timers/promises';
import type { ContactImport } from '../../src/contract/contacts.ts';
import type { TestCompany } from './office.ts';

type Running = { readonly url: string };

/** Sends a file as the office's page does; gives status and answer as they are. */
export async function sendFile(
  office: Running,
  company: TestCompany,
  name: string,
  body: Buffer | string | ReadableStream,
): Promise<{ status: number; answer: unknown }> {
  const response = await fetch(
    `${office.url}/api/companies/${company.companyId}/contact-imports/file?name=${encodeURIComponent(name)}`,
    {
      method: 'POST',
      headers: { ...company.headers, 'content-type': 'application/octet-stream' },
      body: typeof body === 'string' || body instanceof ReadableStream ? body : new Uint8Array(body),
      ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
    } as RequestInit, // `duplex` is not in the types yet
  );
  return { status: response.status, answer: await response.json() };
}

/** Sends a file that is a good one. */
export async function upload(
  office: Running,
  company: TestCompany,
  body: Buffer | string | ReadableStream,
  name = 'relaties.csv',
): Promise<ContactImport> {
  const { status, answer } = await sendFile(office, company, name, body);
  if (status !== 200) throw new Error(`upload answered ${status}: ${JSON.stringify(answer)}`);
  return answer as ContactImport; // the tests look at its parts
}

/** Follows an import until nothing is done with it any more. */
export async function untilIdle(company: TestCompany, importId: string): Promise<ContactImport> {
  for (;;) {
    const current = await company.api.contactImports.get({ companyId: company.companyId, importId });
    if (current.state !== 'checking' && current.state !== 'importing') return current;
    await pause(50);
  }
}

/** Uploads and imports a file with the columns as they were recognised. */
export async function importFile(
  office: Running,
  company: TestCompany,
  body: Buffer | string,
  onErrors: 'skip_lines' | 'import_none' = 'skip_lines',
): Promise<ContactImport> {
  const { companyId } = company;
  const { id, mapping } = await upload(office, company, body);
  await company.api.contactImports.run({ companyId, importId: id, mapping, onErrors });
  return untilIdle(company, id);
}
