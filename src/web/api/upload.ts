import { ORPCError } from '@orpc/client';
import { z } from 'zod';
import { apiPrefix } from '../../contract/common.ts';
import { type ContactImport, contactImport } from '../../contract/contacts.ts';
import { requestHeaders } from './client.ts';

const failure = z.object({ code: z.string(), message: z.string(), data: z.unknown().optional() });

/** Sends a contact file; `onProgress` gets the part sent, 0 to 1. `fetch` can't tell that, XMLHttpRequest can. */
export function uploadContactFile(
  companyId: string,
  file: File,
  onProgress: (part: number) => void,
  signal: AbortSignal,
): Promise<ContactImport> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(
      'POST',
      `${apiPrefix}/companies/${companyId}/contact-imports/file?name=${encodeURIComponent(file.name)}`,
    );
    for (const [name, value] of Object.entries(requestHeaders())) request.setRequestHeader(name, value);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.responseType = 'json';
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    request.onload = () => {
      const answer = contactImport.safeParse(request.response);
      if (request.status < 300 && answer.success) return resolve(answer.data);
      const refused = failure.safeParse(request.response);
      reject(
        refused.success
          ? new ORPCError(refused.data.code, {
              status: request.status >= 400 ? request.status : 500,
              message: refused.data.message,
              data: refused.data.data,
            })
          : new Error(`upload answered ${request.status}`),
      );
    };
    request.onerror = () => reject(new TypeError('upload failed'));
    request.onabort = () => reject(new DOMException('upload stopped', 'AbortError'));
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}
