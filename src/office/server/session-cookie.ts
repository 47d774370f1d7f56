import type { FastifyReply, FastifyRequest } from 'fastify';

/** Name and attributes of the office's session cookie (RFC 6265bis §4.1.3.2: `__Host-` binds it to this host). */
export interface SessionCookie {
  readonly name: string;
  read(request: FastifyRequest): string | null;
  write(reply: FastifyReply, token: string | null): void;
}

/** On https `__Host-gatehouse`, Secure; on plain http, which is for loopback, `gatehouse`. */
export function sessionCookie(officeUrl: string | undefined): SessionCookie {
  const secure = officeUrl?.startsWith('https://') ?? false;
  const name = secure ? '__Host-gatehouse' : 'gatehouse';
  const attributes = { path: '/', httpOnly: true, sameSite: 'strict', secure } as const;
  return {
    name,
    read: (request) => request.cookies[name] ?? null,
    write: (reply, token) => {
      if (token === null) reply.clearCookie(name, attributes);
      else reply.setCookie(name, token, attributes);
    },
  };
}
