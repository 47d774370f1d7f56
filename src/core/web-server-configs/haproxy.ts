import { closedPage } from './closed-page.ts';
import { haproxyLua } from './haproxy-lua.ts';
import {
  type ConfiguredWebsite,
  nameInComment,
  type ServerAddresses,
  type ServerConfig,
  usualAddresses,
} from './web-server.ts';

/** Headers that visitors may not send, in HAProxy's lower case; whatever stands for a `-` counts as one. */
const removed = [
  'remote[^a-z0-9](user|email|name|groups)',
  'gatehouse[^a-z0-9].*',
  'x[^a-z0-9]forwarded[^a-z0-9].*',
  'x[^a-z0-9]original[^a-z0-9].*',
  'x[^a-z0-9]rewrite[^a-z0-9]url',
  'x[^a-z0-9]real[^a-z0-9]ip',
  'forwarded',
  'proxy',
  'http2-settings',
].join('|');

/**
 * The configuration of HAProxy (2.6 or newer) for a website behind the gate, by a Lua script. The office shows it,
 * `examples/haproxy/` is it, and the tests run it.
 */
export function haproxyConfig(
  website: ConfiguredWebsite,
  addresses: ServerAddresses = usualAddresses,
): string {
  const error = (status: number) =>
    `    http-error status ${status} content-type "text/html; charset=utf-8" string "${closedPage}" hdr Cache-Control no-store hdr Retry-After 10`;
  return `# ${nameInComment(website)}: HAProxy asks Gatehouse before every request.
#
# Put gatehouse.lua beside this file into /etc/haproxy/, change the four lines marked "yours", then:
#   haproxy -c -f /etc/haproxy/haproxy.cfg && systemctl reload haproxy

# Keep your own "global" section and add these lines to it. The buffers have room for a page of the gate.
global
    lua-load /etc/haproxy/gatehouse.lua
    tune.bufsize 32768

defaults
    mode http
    timeout connect 5s
    timeout http-request 30s
    timeout client 5m
    timeout server 5m
    timeout tunnel 1h
    # The gate (or the website) gives no answer: nobody is let in.
${[502, 503, 504].map(error).join('\n')}

# Visitors of ${website.hosts.join(', ')}
frontend visitors
    bind :80 # yours: "bind :443 ssl crt …" with your certificate; the gate's cookie needs https outside of test machines

    # Other hosts, for whose website the gate would decide.
    http-request deny deny_status 421 unless { req.hdr(host),field(1,:) -i ${website.hosts.join(' ')} }

    # The gate's own pages: sign in, sign up, My page. The check is for HAProxy only.
    acl gatehouse_pages path -m beg /_gate/
    acl gatehouse_check path,url_dec -i /_gate/check
    acl gatehouse_check path,url_dec -m beg -i /_gate/check/
    http-request return status 404 content-type text/plain string "404" if gatehouse_check

    # Whatever a visitor sends under these names never reaches the website, in no spelling.
    http-request del-header '^(${removed})$' -m reg
    # No protocol but WebSocket: by HTTP/2 in clear text (h2c) a visitor would talk to the website past the gate.
    http-request del-header Upgrade unless { req.hdr(upgrade) -i websocket }
    http-request set-header X-Forwarded-For %[src]
    http-request set-header X-Forwarded-Host %[req.hdr(host)]
    http-request set-header X-Forwarded-Proto http
    http-request set-header X-Forwarded-Proto https if { ssl_fc }

    # The gate decides on every request. Its "no" goes to the visitor as it is; without an answer nobody is let in.
    # yours: where the gate listens (GATE_PORT)
    http-request lua.gatehouse ${addresses.gate} unless gatehouse_pages
    http-request return status 503 default-errorfiles unless gatehouse_pages or { var(txn.gatehouse) -m str passed }

    use_backend gatehouse if gatehouse_pages
    default_backend website

backend gatehouse
    server gate ${addresses.gate} # yours: where the gate listens, again

# The website itself. It must be reachable from this machine only: who gets at it past HAProxy gets past the gate.
backend website
    server website ${addresses.website} # yours: where the website listens
`;
}

/** The files, where they go and how HAProxy takes them. */
export function forHaproxy(website: ConfiguredWebsite, addresses: ServerAddresses): ServerConfig {
  return {
    files: [
      { name: 'haproxy.cfg', place: '/etc/haproxy/haproxy.cfg', text: haproxyConfig(website, addresses) },
      { name: 'gatehouse.lua', place: '/etc/haproxy/gatehouse.lua', text: haproxyLua },
    ],
    commands: ['sudo haproxy -c -f /etc/haproxy/haproxy.cfg && sudo systemctl reload haproxy'],
  };
}
