import type { PublishedWebsite } from '../../../src/gate/websites/published-website.ts';
import {
  addPerson,
  addWebsite,
  type CheckServer,
  signIn,
  startCheckServer,
} from '../../support/check-server.ts';
import { createTestDatabase } from '../../support/database.ts';

/** A gate with a website that has a closed part, for web servers that are no program of the tests. */
export interface ContractSetting {
  readonly node: CheckServer;
  readonly website: PublishedWebsite;
  /** `Cookie` of somebody with access, and of somebody signed in without. */
  readonly anna: string;
  readonly waiting: string;
  close(): Promise<void>;
}

export async function startContractSetting(
  options: { trustedProxies?: string } = {},
): Promise<ContractSetting> {
  const database = await createTestDatabase();
  const node = await startCheckServer(database.gateUrl, options);
  const website = await addWebsite(node, { protection: 'part', paths: ['/private'] });
  const anna = await signIn(node, website, await addPerson(node, website, { email: 'anna@example.com' }));
  const waiting = await signIn(node, website, await addPerson(node, website, { status: 'pending' }));
  return {
    node,
    website,
    anna,
    waiting,
    async close() {
      await node.close();
      await database.drop();
    },
  };
}

/** Spellings under which a visitor may send an identity header. */
export const aliases: Readonly<Record<string, string>> = Object.fromEntries(
  ['-', '_', '.', '~', '!', '+', '^', '|', '*', '#', '$', '%', '&', "'", '`'].flatMap((separator) =>
    ['remote-user', 'remote-groups', 'gatehouse-contact', 'gatehouse-assertion'].map((name) => [
      name.replace('-', separator),
      'spoofed',
    ]),
  ),
);
