import { identityHeaderNames } from '../identity-header-names.ts';
import { closedPage } from './closed-page.ts';
import {
  type ConfiguredWebsite,
  nameInComment,
  type ServerAddresses,
  type ServerConfig,
  usualAddresses,
} from './web-server.ts';

/** Headers that visitors may not send; with `*`, every spelling behind the first letters. */
const removed = [
  'Remote*',
  'Gatehouse*',
  'X-Forwarded*',
  'X_Forwarded*',
  'X-Original*',
  'X_Original*',
  'X-Rewrite*',
  'X_Rewrite*',
  'X-Real*',
  'X_Real*',
  'Forwarded',
  'Proxy',
  'HTTP2-Settings',
];

/** The gate's cookies within a `Cookie` header, in Go's syntax (RE2), with the `;` before each. */
const gateCookies = '(?i)(^|;)\\s*(?:__Host-gate[^=;]*|gate(?:-[^=;]*)?)\\s*(?:=[^;]*|$)';

/**
 * The part of a Caddyfile (Caddy 2.6 or newer) for a website behind the gate, by `forward_auth`. The office shows it,
 * `examples/caddy/Caddyfile` is it, and the tests run it.
 */
export function caddyConfig(website: ConfiguredWebsite, addresses: ServerAddresses = usualAddresses): string {
  return `# ${nameInComment(website)}: Caddy asks Gatehouse before every request.
#
# Put these lines into /etc/caddy/Caddyfile, change what is marked "yours", then:
#   caddy validate --config /etc/caddy/Caddyfile && systemctl reload caddy

${website.hosts.join(', ')} {
	# In this order, which "route" keeps.
	route {
		# The gate's own pages: sign in, sign up, My page. The check is for Caddy only.
		@gatehouse_check path /_gate/check /_gate/check/*
		respond @gatehouse_check 404
		@gatehouse path /_gate/*
		# yours: where the gate listens (GATE_PORT)
		reverse_proxy @gatehouse ${addresses.gate}

		# Whatever a visitor sends under these names never reaches the website, in no spelling.
${removed.map((name) => `\t\trequest_header -${name}`).join('\n')}

		# No protocol but WebSocket: by HTTP/2 in clear text (h2c) a visitor would talk to the website past the gate.
		@gatehouse_no_websocket not header_regexp Upgrade (?i)^websocket$
		request_header @gatehouse_no_websocket -Upgrade

		# The gate decides on every request; any answer but "yes" goes to the visitor as it is.
		# yours: where the gate listens, again
		forward_auth ${addresses.gate} {
			uri /_gate/check
			copy_headers ${identityHeaderNames.join(' ')}
			transport http {
				dial_timeout 2s
				response_header_timeout 5s
			}
			@gatehouse_broken status 5xx
			handle_response @gatehouse_broken {
				error 503
			}
		}

		# Nobody is signed in, or without access: the website is told nothing about a person.
		@gatehouse_nobody header Gatehouse-Assertion ""
		request_header @gatehouse_nobody -Remote*
		request_header @gatehouse_nobody -Gatehouse-Contact
		request_header @gatehouse_nobody -Gatehouse-Language
		request_header @gatehouse_nobody -Gatehouse-Assertion

		# The website's cookies without the gate's own: the session belongs to the gate alone.
		request_header Cookie "${gateCookies}" ";"
		request_header Cookie ";[;\\s]*;" ";"
		request_header Cookie "^[;\\s]*(.*?)[;\\s]*$" "$1"
		@gatehouse_no_cookie header Cookie ""
		request_header @gatehouse_no_cookie -Cookie

		# The website itself. It must be reachable from this machine only: who gets at it past Caddy gets past the gate.
		# yours: where the website listens
		reverse_proxy ${addresses.website} {
			flush_interval -1
		}
	}

	# The gate (or the website) gives no answer: nobody is let in.
	handle_errors {
		@gatehouse_closed expression {err.status_code} >= 500
		header @gatehouse_closed Content-Type "text/html; charset=utf-8"
		header @gatehouse_closed Cache-Control no-store
		header @gatehouse_closed Retry-After 10
		respond @gatehouse_closed "${closedPage}" 503
		respond "{err.status_text}" {err.status_code}
	}
}
`;
}

/** The file, where it goes and how Caddy takes it. */
export function forCaddy(website: ConfiguredWebsite, addresses: ServerAddresses): ServerConfig {
  return {
    files: [{ name: 'Caddyfile', place: '/etc/caddy/Caddyfile', text: caddyConfig(website, addresses) }],
    commands: ['sudo caddy validate --config /etc/caddy/Caddyfile && sudo systemctl reload caddy'],
  };
}
