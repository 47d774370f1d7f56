import { lookup } from 'node:dns';
import type { Agent } from 'node:http';
import { isIP, type LookupFunction } from 'node:net';
import { type OwnPlaces, upstreamProblem } from '../../core/upstream-address.ts';

/**
 * Lets an agent connect to no address that `upstreamProblem` refuses. It is judged at each connection, where a name
 * is resolved, so that a name which leads elsewhere later doesn't help (DNS rebinding).
 */
export function guardConnections(agent: Agent, own: OwnPlaces): void {
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (options, callback) => {
    const host = options.host ?? '';
    const port = Number(options.port);
    if (isIP(host) !== 0 && upstreamProblem(host, port, own) !== null) {
      // Without a stream there is only the error to pass, which the types of Node.js do not know.
      callback?.(refusal(host, port), undefined as never);
      return undefined;
    }
    return connect({ ...options, lookup: guardedLookup(port, own) }, callback);
  };
}

function guardedLookup(port: number, own: OwnPlaces): LookupFunction {
  return (name, options, callback) => {
    lookup(name, { ...options, all: true }, (error, found) => {
      const [first] = found ?? [];
      if (error !== null || first === undefined)
        return callback(error ?? new Error(`no address of ${name}`), '');
      const refused = found.find(({ address }) => upstreamProblem(address, port, own) !== null);
      if (refused !== undefined) return callback(refusal(refused.address, port), '');
      if (options.all) return callback(null, found);
      return callback(null, first.address, first.family);
    });
  };
}

function refusal(address: string, port: number): Error {
  return new Error(
    `No website may be fetched from ${address}, port ${port}: it is Gatehouse itself or link-local.`,
  );
}
