import { closedPage } from './closed-page.ts';
import {
  type ConfiguredWebsite,
  firstHost,
  nameInComment,
  type ServerAddresses,
  type ServerConfig,
  usualAddresses,
} from './web-server.ts';

/**
 * The configuration of Apache (2.4.47 or newer) for a website behind the gate. Apache knows no forward-auth, so it
 * passes every request to the gate, and the gate, whose website has its origin "upstream", to the website. The office
 * shows it, `examples/apache/website.conf` is it, and the tests run it.
 */
export function apacheConfig(
  website: ConfiguredWebsite,
  addresses: ServerAddresses = usualAddresses,
): string {
  const [, ...others] = website.hosts;
  return `# ${nameInComment(website)}: Apache passes every request to Gatehouse, and Gatehouse those that may pass to the website.
#
# Put this file into /etc/apache2/sites-available/, change the two places marked "yours", then:
#   a2enmod proxy proxy_http proxy_wstunnel headers ssl && a2ensite ${firstHost(website)}
#   apachectl configtest && systemctl restart apache2
#
# The website itself moves to an address of its own that visitors can't reach, such as ${addresses.website}. Gatehouse
# knows that address: in the office, it is the website's origin "on an internal address".

# yours: "*:443" with your certificate; the gate's cookie needs https outside of test machines
<VirtualHost *:80>
    ServerName ${firstHost(website)}
${others.map((host) => `    ServerAlias ${host}\n`).join('')}
    # Addresses reach the gate as the visitor sent them; it refuses those that can be read in two ways.
    AllowEncodedSlashes NoDecode
    MergeSlashes Off

    # Who visits, from which address and by which scheme; what visitors say about that themselves does not count.
    ProxyPreserveHost On
    ProxyAddHeaders On
    RequestHeader unset Forwarded
    RequestHeader unset X-Forwarded-For
    RequestHeader unset X-Forwarded-Host
    RequestHeader unset X-Forwarded-Server
    RequestHeader set X-Forwarded-Proto expr=%{REQUEST_SCHEME}

    # The check is for other web servers only.
    ProxyPass /_gate/check !
    RedirectMatch 404 "^/_gate/check(/|$)"

    # Uploads, downloads and WebSockets pass as they come.
    # yours: where the gate listens (GATE_PORT)
    ProxyPass / http://${addresses.gate}/ nocanon upgrade=websocket flushpackets=on retry=0 connectiontimeout=2 timeout=300

    # The gate gives no answer: nobody is let in.
    ErrorDocument 502 "${closedPage}"
    ErrorDocument 503 "${closedPage}"
    ErrorDocument 504 "${closedPage}"
    Header always set Retry-After 10 "expr=%{REQUEST_STATUS} == 503"
</VirtualHost>
`;
}

/** The file, where it goes and how Apache takes it. */
export function forApache(website: ConfiguredWebsite, addresses: ServerAddresses): ServerConfig {
  const host = firstHost(website);
  const name = `${host}.conf`;
  return {
    files: [{ name, place: `/etc/apache2/sites-available/${name}`, text: apacheConfig(website, addresses) }],
    commands: [
      `sudo a2enmod proxy proxy_http proxy_wstunnel headers ssl && sudo a2ensite ${host}`,
      'sudo apachectl configtest && sudo systemctl restart apache2',
    ],
  };
}
