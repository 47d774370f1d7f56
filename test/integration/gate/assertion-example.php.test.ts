import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeExample } from '../../support/assertion-tests.ts';
import { startAssertionWebsite } from '../../support/assertion-website.ts';
import { phpWithSodium } from '../../support/interpreters.ts';

describeExample('the example for PHP', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-php-'));
  const website = await startAssertionWebsite(
    'php',
    phpWithSodium() ?? 'php',
    (port) => ['-d', 'log_errors=1', '-d', 'error_log=', '-S', `127.0.0.1:${port}`, 'index.php'],
    { JWKS_CACHE: join(folder, 'jwks.json') },
  );
  return {
    ...website,
    stop: async () => {
      await website.stop();
      await rm(folder, { recursive: true });
    },
  };
});
