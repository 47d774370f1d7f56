import { identityHeaderNames } from '../identity-header-names.ts';
import {
  type ConfiguredWebsite,
  firstHost,
  misleadingHeaders,
  nameInComment,
  type ServerAddresses,
  type ServerConfig,
  usualAddresses,
} from './web-server.ts';

/** Headers that visitors may not send, beside those that the gate answers; Go takes `-` and `_` for different ones. */
const removed = [
  ...misleadingHeaders,
  ...misleadingHeaders.filter((name) => name.includes('-')).map((name) => name.replaceAll('-', '_')),
  'X_Forwarded_Host',
  'X_Forwarded_Proto',
  'X_Forwarded_For',
];

/**
 * The dynamic configuration of Traefik (2.11 or 3) for a website behind the gate, by ForwardAuth. The office shows it,
 * `examples/traefik/website.yml` is it.
 */
export function traefikConfig(
  website: ConfiguredWebsite,
  addresses: ServerAddresses = usualAddresses,
): string {
  const id = firstHost(website)
    .toLowerCase()
    .replace(/[^a-z0-9-]/g, '_');
  const hosts = website.hosts.map((host) => `Host(\`${host}\`)`).join(' || ');
  return `# ${nameInComment(website)}: Traefik asks Gatehouse before every request.
#
# Put this file into the folder of Traefik's file provider (providers.file.directory), change the lines marked "yours";
# Traefik takes it at once. In the static configuration:
#   - leave forwardedHeaders.insecure out of the entry point, so that what visitors say about themselves does not count;
#   - with Traefik 2.11.56, 3.7.12 or newer, set http.aliasHeadersStrategy: delete at the entry point.
http:
  routers:
    # The website: the gate decides on every request.
    ${id}:
      rule: "${hosts}"
      entryPoints: [websecure] # yours
      tls: {} # yours: how the certificate comes; the gate's cookie needs https outside of test machines
      middlewares: [${id}_visitors, ${id}_gatehouse]
      service: ${id}_website
      priority: 1000
    # The gate's own pages: sign in, sign up, My page.
    ${id}_pages:
      rule: "(${hosts}) && PathPrefix(\`/_gate/\`)"
      entryPoints: [websecure] # yours
      tls: {} # yours
      service: ${id}_gatehouse
      priority: 1001
    # The check is for Traefik only.
    ${id}_check:
      rule: "(${hosts}) && PathPrefix(\`/_gate/check\`)"
      entryPoints: [websecure] # yours
      tls: {} # yours
      middlewares: [${id}_nothing]
      service: ${id}_gatehouse
      priority: 1002

  middlewares:
    # Any answer but "yes" goes to the visitor as it is; without an answer nobody is let in.
    ${id}_gatehouse:
      forwardAuth:
        address: http://${addresses.gate}/_gate/check/traefik # yours: where the gate listens (GATE_PORT)
        trustForwardHeader: false
        # The website's cookies without the gate's own, and who is there.
        authResponseHeaders: [${['Cookie', ...identityHeaderNames].join(', ')}]
        # What a visitor sends under these names is removed, in every spelling.
        authResponseHeadersRegex: "(?i)^(remote|gatehouse)[^a-z0-9]"
    ${id}_visitors:
      headers:
        customRequestHeaders:
${removed.map((name) => `          ${name}: ""`).join('\n')}
    ${id}_nothing:
      replacePath:
        path: /_gate/nothing-here

  services:
    ${id}_gatehouse:
      loadBalancer:
        servers:
          - url: http://${addresses.gate} # yours: where the gate listens, again
    # It must be reachable from this machine only: who gets at it past Traefik gets past the gate.
    ${id}_website:
      loadBalancer:
        responseForwarding:
          flushInterval: 1ms
        servers:
          - url: http://${addresses.website} # yours: where the website listens
`;
}

/** The file, where it goes and how Traefik takes it. */
export function forTraefik(website: ConfiguredWebsite, addresses: ServerAddresses): ServerConfig {
  const name = `${firstHost(website)}.yml`;
  return {
    files: [{ name, place: `/etc/traefik/dynamic/${name}`, text: traefikConfig(website, addresses) }],
    commands: ['sudo journalctl -u traefik --since -1m'],
  };
}
