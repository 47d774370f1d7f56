import { forApache } from './apache.ts';
import { forCaddy } from './caddy.ts';
import { forEnvoy } from './envoy.ts';
import { forHaproxy } from './haproxy.ts';
import { forNginx } from './nginx.ts';
import { forTraefik } from './traefik.ts';
import type { ConfiguredWebsite, ServerAddresses, ServerConfig, WebServer } from './web-server.ts';

const makers: Readonly<
  Record<WebServer, (website: ConfiguredWebsite, addresses: ServerAddresses) => ServerConfig>
> = {
  nginx: forNginx,
  caddy: forCaddy,
  apache: forApache,
  haproxy: forHaproxy,
  traefik: forTraefik,
  envoy: forEnvoy,
};

/** Everything that a web server needs to have the gate in front of a website (GATE.md "Forward-auth"). */
export function serverConfig(
  server: WebServer,
  website: ConfiguredWebsite,
  addresses: ServerAddresses,
): ServerConfig {
  return makers[server](website, addresses);
}
