import { identityHeaderNames } from '../identity-header-names.ts';
import { closedPage } from './closed-page.ts';
import {
  type ConfiguredWebsite,
  firstHost,
  misleadingHeaders,
  nameInComment,
  type ServerAddresses,
  type ServerConfig,
  usualAddresses,
} from './web-server.ts';

/** With `connection_` before it this fits nginx's usual `variables_hash_bucket_size` (64). */
const longestId = 32;

/**
 * A regular expression of nginx (PCRE) that takes the gate's cookies (`__Host-gate…`, `gate`, `gate-…`) out of a
 * `Cookie` header, and what is left. They may stand in as many places as there are parts. Its names are the same for
 * each website: they hold only until the value is made, and PCRE knows none longer than 32.
 */
const withoutGateCookies = (() => {
  const own = '(?<gatehouse_own>(?:__Host-gate|gate(?=[-=;\\s]|$))[^;]*(?:;\\s*|$))';
  const other = '(?<gatehouse_other>(?!(?&gatehouse_own))(?:[^;]*;\\s*|[^;]+$))';
  const names = [1, 2, 3, 4, 5, 6, 7, 8].map((part) => `gatehouse_${part}`);
  const parts = names.map((name) => `(?<${name}>(?&gatehouse_other)*+)(?&gatehouse_own)*+`);
  return {
    regex: `~*^(?(DEFINE)${own}${other})${parts.join('')}$`,
    rest: names.map((name) => `$${name}`).join(''),
  };
})();

/**
 * The whole configuration of nginx (1.18 or newer) for a website behind the gate, by `auth_request`. The office
 * shows it, `examples/nginx/website.conf` is it, and the tests run it.
 */
export function nginxConfig(website: ConfiguredWebsite, addresses: ServerAddresses = usualAddresses): string {
  const id = idOf(firstHost(website));
  return `# ${nameInComment(website)}: nginx asks Gatehouse before every request.
#
# Put this file into /etc/nginx/conf.d/, change the three lines marked "yours", then:
#   nginx -t && systemctl reload nginx

# The gate.
upstream gatehouse_${id} {
    server ${addresses.gate}; # yours: where the gate listens (GATE_PORT)
    keepalive 32;
}

# The website itself. It must be reachable from this machine only: who gets at it past nginx gets past the gate.
upstream website_${id} {
    server ${addresses.website}; # yours: where the website listens
    keepalive 32;
}

# The website's hosts, as in server_name below: for others the gate would decide by another website's rules.
map $host $known_${id} {
    default 0;
${website.hosts.map((host) => `    ${host} 1;`).join('\n')}
}

# WebSockets need "Connection: upgrade"; everything else keeps the connection to the website. No other protocol is
# passed on: by HTTP/2 in clear text (h2c) a visitor would talk to the website past the gate.
map $http_upgrade $upgrade_${id} {
    default "";
    "~*^websocket$" websocket;
}
map $upgrade_${id} $connection_${id} {
    default "";
    websocket upgrade;
}

# The website's cookies without the gate's own, wherever those stand: the session belongs to the gate alone.
# Where the gate's stand in too many places to tell, the website gets no cookies.
map $http_cookie $others_${id} {
    default "";
    "${withoutGateCookies.regex}" "${withoutGateCookies.rest}";
}
map $others_${id} $cookies_${id} {
    default $others_${id};
    "~^(?<gatehouse_kept>.*?);\\s*$" $gatehouse_kept;
}

server {
    listen 80; # yours: "listen 443 ssl;" with your certificate; the gate's cookie needs https outside of test machines
    server_name ${website.hosts.join(' ')};

    # Other hosts, which nginx serves here too where no other server is the default.
    if ($known_${id} = 0) {
        return 421;
    }

    # Uploads of any size: the website sets its own limit.
    client_max_body_size 0;

    # Only letters, digits and "-" in header names: a "Remote.User" of a visitor never reaches the website.
    underscores_in_headers off;
    ignore_invalid_headers on;

    # The gate decides on every location of this server, also on those that you add.
    auth_request /_gate/check/nginx;
${identityHeaderNames
  .map((name) => `    auth_request_set ${variableOf(name)} $upstream_http_${underscored(name)};`)
  .join('\n')}
    auth_request_set $gatehouse_location $upstream_http_location;
    auth_request_set $gatehouse_page_load $upstream_http_gatehouse_page_load;

    # Not signed in; signed in without access; the gate gives no answer (then nobody is let in).
    error_page 401 = @gatehouse_sign_in;
    error_page 403 /_gate/no-access;
    error_page 500 502 503 504 =503 @gatehouse_closed;

    location / {
        proxy_pass http://website_${id};
        proxy_http_version 1.1;
        proxy_set_header Host $host;
        proxy_set_header Upgrade $upgrade_${id};
        proxy_set_header Connection $connection_${id};
        proxy_set_header X-Forwarded-For $remote_addr;
        proxy_set_header X-Forwarded-Host $host;
        proxy_set_header X-Forwarded-Proto $scheme;
        proxy_set_header X-Real-IP $remote_addr;
        proxy_set_header Cookie $cookies_${id};

        # Uploads and answers pass as they come.
        proxy_request_buffering off;
        proxy_buffering off;
        proxy_read_timeout 1h;

        # Who is there. What a visitor sends under these names is replaced, and removed where nobody is signed in.
${identityHeaderNames.map((name) => `        proxy_set_header ${name} ${variableOf(name)};`).join('\n')}
        # The same names as another server on this port may let them in ("underscores_in_headers on").
${identityHeaderNames.map((name) => `        proxy_set_header ${name.replace('-', '_')} "";`).join('\n')}
        # What some websites take for the address that was asked for.
${misleadingHeaders.map((name) => `        proxy_set_header ${name} "";`).join('\n')}
    }

    # The gate's own pages: sign in, sign up, My page.
    location ^~ /_gate/ {
        auth_request off;
        client_max_body_size 1m;
        proxy_pass http://gatehouse_${id};
        proxy_http_version 1.1;
        proxy_set_header Connection "";
        proxy_set_header Host $http_host;
        proxy_set_header X-Forwarded-For $remote_addr;
        proxy_set_header X-Forwarded-Host $http_host;
        proxy_set_header X-Forwarded-Proto $scheme;
    }

    # The page about no access; what was refused is not read.
    location = /_gate/no-access {
        auth_request off;
        proxy_pass http://gatehouse_${id};
        proxy_http_version 1.1;
        proxy_set_header Connection "";
        proxy_pass_request_body off;
        proxy_set_header Content-Length "";
        proxy_set_header Host $http_host;
        proxy_set_header X-Forwarded-For $remote_addr;
        proxy_set_header X-Forwarded-Host $http_host;
        proxy_set_header X-Forwarded-Proto $scheme;
    }

    # The check is for nginx only.
    location ^~ /_gate/check {
        auth_request off;
        return 404;
    }
    location = /_gate/check/nginx {
        internal;
        auth_request off;
        proxy_pass http://gatehouse_${id}/_gate/check/nginx;
        proxy_http_version 1.1;
        proxy_set_header Connection "";
        proxy_pass_request_body off;
        proxy_set_header Content-Length "";
        proxy_set_header Host $host;
        proxy_set_header X-Original-URL $scheme://$host$request_uri;
        proxy_set_header X-Original-Method $request_method;
        proxy_set_header X-Forwarded-For $remote_addr;
        proxy_connect_timeout 2s;
        proxy_read_timeout 5s;
        # Room for the identity of somebody with long names.
        proxy_buffer_size 16k;
        proxy_buffers 4 16k;
    }

    # Pages lead to sign-in; what scripts fetch is answered with 401.
    location @gatehouse_sign_in {
        default_type application/problem+json;
        if ($gatehouse_page_load != "yes") {
            return 401 '{"type":"about:blank","status":401,"code":"sign_in_needed"}';
        }
        if ($request_method !~ "^(GET|HEAD)$") {
            return 303 $gatehouse_location;
        }
        return 302 $gatehouse_location;
    }

    location @gatehouse_closed {
        default_type "text/html; charset=utf-8";
        add_header Cache-Control no-store always;
        add_header Retry-After 10 always;
        return 503 "${closedPage}";
    }
}
`;
}

/** The file, where it goes and how nginx takes it. */
export function forNginx(website: ConfiguredWebsite, addresses: ServerAddresses): ServerConfig {
  const name = `${firstHost(website)}.conf`;
  return {
    files: [{ name, place: `/etc/nginx/conf.d/${name}`, text: nginxConfig(website, addresses) }],
    commands: ['sudo nginx -t && sudo systemctl reload nginx'],
  };
}

function underscored(name: string): string {
  return name.toLowerCase().replaceAll('-', '_');
}

/** The variable that holds an identity header: `$gatehouse_user`. */
function variableOf(name: string): string {
  return `$gatehouse_${name.toLowerCase().replace(/^.*-/, '')}`;
}

/** A host name as a part of names of variables, which know no `-`; doubled, so that a-b.test and a.b.test stay apart. */
function idOf(host: string): string {
  const id = host
    .toLowerCase()
    .replace(/-/g, '__')
    .replace(/[^a-z0-9_]/g, '_');
  if (id.length <= longestId) return id;
  // FNV-1a, 32 bits: tells long names with the same beginning apart.
  let hash = 0x811c9dc5;
  for (const letter of id) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193) >>> 0;
  const end = hash.toString(16).padStart(8, '0');
  return `${id.slice(0, longestId - 9)}_${end}`;
}
