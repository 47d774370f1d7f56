import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/**
 * Until when a test waits for a state that comes about by itself, and until when a test may take: both end what hangs,
 * and say nothing about how fast something must be. Tests of which a machine is that does ten things at once have to
 * get through as well; those that hold a limit in time measure it (`test/support/own-time.ts`).
 */
const patience = { poll: { timeout: 20_000 } };
const hangsAfter = 120_000;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          testTimeout: 30_000,
          include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'scripts/**/*.test.ts'],
        },
      },
      {
        test: {
          name: 'integration',
          // Many of these tests wait: for a second to pass, a program to start, a mail server to give up.
          maxWorkers: Math.max(3, availableParallelism()),
          include: ['test/{integration,link,security}/**/*.test.ts'],
          globalSetup: ['test/support/global-setup.ts'],
          testTimeout: hangsAfter,
          hookTimeout: hangsAfter,
          expect: patience,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/support/global-setup.ts'],
          testTimeout: 2 * hangsAfter,
          hookTimeout: hangsAfter,
          expect: patience,
          // Each file starts browsers and programs of its own.
          maxWorkers: 2,
        },
      },
    ],
  },
});
