import { findApache, startApache } from '../../support/apache.ts';
import { example, host } from './behind.ts';
import { describeWebsiteBehind } from './website-behind.ts';

const program = await findApache();

describeWebsiteBehind({
  name: 'Apache (the gate passes requests on)',
  passesOn: 'through the gate',
  start: async (addresses) => startApache(program, await example('apache/website.conf', addresses), host),
});
