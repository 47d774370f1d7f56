import { describeExample } from '../../support/assertion-tests.ts';
import { startAssertionWebsite } from '../../support/assertion-website.ts';

describeExample('the example for Node', () =>
  startAssertionWebsite('node', process.execPath, () => ['server.js']),
);
