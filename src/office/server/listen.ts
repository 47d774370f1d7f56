import type { FastifyInstance } from 'fastify';
import { AppError } from '../../core/errors.ts';

/**
 * Listens on the office's address and returns the port.
 * @throws AppError `port_taken` with the variable that chooses another, `configuration_invalid` for a host that is none
 */
export async function listenOffice(server: FastifyInstance, host: string, port: number): Promise<number> {
  try {
    await server.listen({ host, port });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EADDRINUSE') {
      throw new AppError('port_taken', { port, what: 'office', variable: 'OFFICE_PORT' }, { cause: error });
    }
    if (code === 'EACCES') {
      const reason = `this user may not listen on port ${port}; take one above 1023`;
      throw new AppError('configuration_invalid', { variable: 'OFFICE_PORT', reason }, { cause: error });
    }
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
      const reason = `this machine has no address ${host}`;
      throw new AppError('configuration_invalid', { variable: 'OFFICE_HOST', reason }, { cause: error });
    }
    throw error;
  }
  const [address] = server.addresses();
  return typeof address === 'object' ? address.port : port;
}
