import { afterAll, beforeAll, describe } from 'vitest';
import { type Behind, setUp, type WebServerUnderTest } from './behind.ts';
import { describeGateDown } from './gate-down.ts';
import { describePaths } from './paths.ts';
import { describeTransfers } from './transfers.ts';
import { describeWhoGetsIn } from './who-gets-in.ts';
import { describeWhoIsTold } from './who-is-told.ts';

/** The same behaviours for every web server; `special`: what is to be shown of this one beside them. */
export function describeWebsiteBehind(
  under: WebServerUnderTest,
  special: (behind: () => Behind) => void = () => undefined,
): void {
  describe(`a website behind ${under.name}`, () => {
    let all: Behind | undefined;
    const behind = (): Behind => {
      if (all === undefined) throw new Error('The setting of the test is not there.');
      return all;
    };
    beforeAll(async () => {
      all = await setUp(under);
    });
    afterAll(async () => {
      await all?.server.stop();
      await all?.relay.close();
      await all?.echo.close();
      await all?.gate.stop();
    });
    describeWhoGetsIn(behind);
    describeWhoIsTold(behind);
    describePaths(behind);
    describeTransfers(behind);
    special(behind);
    describeGateDown(behind);
  });
}
