import { useState } from 'react';
import { type WebServer, webServers } from '../../../../core/web-server-configs/web-server.ts';

/** As people write them. */
export const webServerNames: Readonly<Record<WebServer, string>> = {
  nginx: 'nginx',
  caddy: 'Caddy',
  apache: 'Apache',
  haproxy: 'HAProxy',
  traefik: 'Traefik',
  envoy: 'Envoy',
};

const storageKey = 'gatehouse.webServer';

/** The web server of a website, as it was chosen on this computer; for a new website, the last one chosen for any. */
export function useWebServer(websiteId: string): [WebServer, (server: WebServer) => void] {
  const ownKey = `${storageKey}.${websiteId}`;
  const [server, setServer] = useState(() => remembered(ownKey) ?? remembered(storageKey) ?? 'nginx');
  return [
    server,
    (chosen) => {
      localStorage.setItem(ownKey, chosen);
      localStorage.setItem(storageKey, chosen);
      setServer(chosen);
    },
  ];
}

function remembered(key: string): WebServer | undefined {
  const stored = localStorage.getItem(key);
  return webServers.find((server) => server === stored);
}
