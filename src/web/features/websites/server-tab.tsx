import { Stack } from '@mantine/core';
import type { Website } from '../../../contract/websites.ts';
import { useWebServer, webServerNames } from './server/chosen-server.ts';
import { ForwardSteps } from './server/forward-steps.tsx';
import { OwnSteps } from './server/own-steps.tsx';
import classes from './server/server.module.css';
import { Checks, Troubles } from './server/server-checks.tsx';

/** What the web server needs so that the gate stands in front of the website, step by step, and how to check it. */
export function ServerTab({ website }: { website: Website }) {
  const [server, choose] = useWebServer(website.id);
  const isForward = website.origin.kind === 'forward_auth';
  return (
    <div className={classes.columns}>
      <Stack gap="lg" miw={0}>
        {isForward ? (
          <ForwardSteps website={website} server={server} onChoose={choose} />
        ) : (
          <OwnSteps website={website} />
        )}
      </Stack>
      <Stack gap="lg" miw={0}>
        <Checks website={website} />
        <Troubles server={isForward ? webServerNames[server] : null} />
      </Stack>
    </div>
  );
}
