/** What the configuration of nginx needs to know of a website. */
export interface NginxWebsite {
  readonly name: string;
  /** Host names; the first names the parts of the configuration. */
  readonly hosts: readonly string[];
}

export interface NginxAddresses {
  /** Host and port of the gate. */
  readonly gate: string;
  /** Host and port at which the website itself listens. */
  readonly website: string;
}

/** With `connection_` before it this fits nginx's usual `variables_hash_bucket_size` (64). */
const longestId = 32;

/** Addresses that the user changes where they differ. */
export const usualAddresses: NginxAddresses = { gate: '127.0.0.1:8081', website: '127.0.0.1:3000' };

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
export function nginxConfig(website: NginxWebsite, addresses: NginxAddresses = usualAddresses): string {
  const id = idOf(website.hosts[0] ?? 'website');
  // A name could end the comment it stands in.
  const name = website.name.replace(/\p{Cc}/gu, ' ');
  return `# ${name}: nginx asks Gatehouse before every request.
#
# Put this file into /etc/nginx/conf.d/, change the four lines marked "yours", then:
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

# WebSockets need "Connection: upgrade"; everything else keeps the connection to the website.
map $http_upgrade $connection_${id} {
    default upgrade;
    '' '';
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

    # yours: the largest upload that the website takes.
    client_max_body_size 20m;

    # Only letters, digits and "-" in header names: a "Remote_User" of a visitor never reaches the website.
    underscores_in_headers off;
    ignore_invalid_headers on;

    # The gate decides on every location of this server, also on those that you add.
    auth_request /_gate/check/nginx;
    auth_request_set $gatehouse_user $upstream_http_remote_user;
    auth_request_set $gatehouse_email $upstream_http_remote_email;
    auth_request_set $gatehouse_name $upstream_http_remote_name;
    auth_request_set $gatehouse_groups $upstream_http_remote_groups;
    auth_request_set $gatehouse_contact $upstream_http_gatehouse_contact;
    auth_request_set $gatehouse_website $upstream_http_gatehouse_website;
    auth_request_set $gatehouse_language $upstream_http_gatehouse_language;
    auth_request_set $gatehouse_assertion $upstream_http_gatehouse_assertion;
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
        proxy_set_header Upgrade $http_upgrade;
        proxy_set_header Connection $connection_${id};
        proxy_set_header X-Forwarded-For $remote_addr;
        proxy_set_header X-Forwarded-Host $host;
        proxy_set_header X-Forwarded-Proto $scheme;
        proxy_set_header X-Original-URL "";
        proxy_set_header X-Rewrite-URL "";
        proxy_set_header Cookie $cookies_${id};

        # Who is there. What a visitor sends under these names is replaced, and removed where nobody is signed in.
        proxy_set_header Remote-User $gatehouse_user;
        proxy_set_header Remote-Email $gatehouse_email;
        proxy_set_header Remote-Name $gatehouse_name;
        proxy_set_header Remote-Groups $gatehouse_groups;
        proxy_set_header Gatehouse-Contact $gatehouse_contact;
        proxy_set_header Gatehouse-Website $gatehouse_website;
        proxy_set_header Gatehouse-Language $gatehouse_language;
        proxy_set_header Gatehouse-Assertion $gatehouse_assertion;
    }

    # The gate's own pages: sign in, sign up, My page.
    location ^~ /_gate/ {
        auth_request off;
        proxy_pass http://gatehouse_${id};
        proxy_http_version 1.1;
        proxy_set_header Connection "";
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
        proxy_read_timeout 10s;
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
        return 302 $gatehouse_location;
    }

    location @gatehouse_closed {
        default_type "text/html; charset=utf-8";
        add_header Cache-Control no-store always;
        add_header Retry-After 10 always;
        return 503 '<!doctype html><meta charset="utf-8"><title>503</title><h1>Even geduld / One moment</h1><p lang="nl">De website is even niet bereikbaar. Probeer het zo opnieuw.</p><p lang="en">The website is out of reach for a moment. Please try again shortly.</p>';
    }
}
`;
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
