import { identityHeaderNames } from '../identity-header-names.ts';
import { closedPage } from './closed-page.ts';
import {
  type ConfiguredWebsite,
  misleadingHeaders,
  nameInComment,
  type ServerAddresses,
  type ServerConfig,
  usualAddresses,
} from './web-server.ts';

const envoyHttp = 'type.googleapis.com/envoy.extensions.filters.http';

/**
 * The configuration of Envoy (1.26 or newer) for a website behind the gate, by `ext_authz` over HTTP. The office shows
 * it, `examples/envoy/envoy.yaml` is it.
 */
export function envoyConfig(website: ConfiguredWebsite, addresses: ServerAddresses = usualAddresses): string {
  return `# ${nameInComment(website)}: Envoy asks Gatehouse before every request.
#
# Save this file as /etc/envoy/envoy.yaml, change the lines marked "yours", then:
#   envoy --mode validate -c /etc/envoy/envoy.yaml && systemctl restart envoy
static_resources:
  listeners:
    - name: visitors
      address:
        socket_address: { address: 0.0.0.0, port_value: 80 } # yours: 443, and a transport_socket with your certificate
      filter_chains:
        - filters:
            - name: envoy.filters.network.http_connection_manager
              typed_config:
                "@type": type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager
                stat_prefix: visitors
                # The visitor's address is that of the connection; what visitors say about it does not count.
                use_remote_address: true
                strip_any_host_port: true
                # Addresses stay as the visitor sent them. The gate takes those that can be read in two ways for closed.
                normalize_path: false
                merge_slashes: false
                path_with_escaped_slashes_action: KEEP_UNCHANGED
                # A "Remote_User" of a visitor never reaches the website.
                common_http_protocol_options:
                  headers_with_underscores_action: DROP_HEADER
                upgrade_configs:
                  - upgrade_type: websocket
                stream_idle_timeout: 3600s
                # The gate (or the website) gives no answer: nobody is let in.
                local_reply_config:
                  mappers:
                    - filter:
                        status_code_filter:
                          comparison: { op: EQ, value: { default_value: 503, runtime_key: gatehouse_closed } }
                      headers_to_add:
                        - header: { key: retry-after, value: "10" }
                        - header: { key: cache-control, value: no-store }
                      body:
                        inline_string: "${closedPage}"
                      body_format_override:
                        text_format_source: { inline_string: "%LOCAL_REPLY_BODY%" }
                        content_type: text/html; charset=utf-8
                http_filters:
                  - name: envoy.filters.http.ext_authz
                    typed_config:
                      "@type": ${envoyHttp}.ext_authz.v3.ExtAuthz
                      transport_api_version: V3
                      failure_mode_allow: false
                      status_on_error: { code: ServiceUnavailable }
                      # What the gate needs to decide and to answer, and every spelling of its own names, which it has
                      # removed.
                      allowed_headers:
                        patterns:
                          - exact: accept
                          - exact: accept-language
                          - exact: cookie
                          - exact: referer
                          - exact: sec-fetch-dest
                          - exact: sec-fetch-mode
                          - exact: x-requested-with
                          - safe_regex: { regex: "(remote|gatehouse)[^a-z0-9].*" }
                      http_service:
                        server_uri:
                          uri: http://${addresses.gate}
                          cluster: gatehouse
                          timeout: 5s
                        path_prefix: /_gate/check/envoy
                        authorization_response:
                          # The website's cookies without the gate's own, and who is there.
                          allowed_upstream_headers:
                            patterns:
${['cookie', ...identityHeaderNames].map((name) => `                              - exact: ${name.toLowerCase()}`).join('\n')}
                  - name: envoy.filters.http.router
                    typed_config:
                      "@type": ${envoyHttp}.router.v3.Router
                route_config:
                  name: visitors
                  virtual_hosts:
                    - name: website
                      domains: [${website.hosts.map((host) => `"${host}"`).join(', ')}]
                      request_headers_to_add:
                        - header: { key: x-forwarded-for, value: "%DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT%" }
                          append_action: OVERWRITE_IF_EXISTS_OR_ADD
                        - header: { key: x-forwarded-host, value: "%REQ(:AUTHORITY)%" }
                          append_action: OVERWRITE_IF_EXISTS_OR_ADD
                      request_headers_to_remove: [${misleadingHeaders.map((name) => name.toLowerCase()).join(', ')}]
                      routes:
                        # The check is for Envoy only.
                        - match: { prefix: /_gate/check }
                          direct_response: { status: 404 }
                          typed_per_filter_config:
                            envoy.filters.http.ext_authz:
                              "@type": ${envoyHttp}.ext_authz.v3.ExtAuthzPerRoute
                              disabled: true
                        # The gate's own pages: sign in, sign up, My page.
                        - match: { prefix: /_gate/ }
                          route: { cluster: gatehouse }
                          typed_per_filter_config:
                            envoy.filters.http.ext_authz:
                              "@type": ${envoyHttp}.ext_authz.v3.ExtAuthzPerRoute
                              disabled: true
                        # The website: the gate decides on every request.
                        - match: { prefix: / }
                          route: { cluster: website, timeout: 0s }
  clusters:
    - name: gatehouse
      connect_timeout: 2s
      type: STRICT_DNS
      load_assignment:
        cluster_name: gatehouse
        endpoints:
          - lb_endpoints:
              - endpoint:
                  address:
                    socket_address: ${socketAddress(addresses.gate)} # yours: where the gate listens (GATE_PORT)
    # It must be reachable from this machine only: who gets at it past Envoy gets past the gate.
    - name: website
      connect_timeout: 5s
      type: STRICT_DNS
      load_assignment:
        cluster_name: website
        endpoints:
          - lb_endpoints:
              - endpoint:
                  address:
                    socket_address: ${socketAddress(addresses.website)} # yours: where the website listens
`;
}

/** The file, where it goes and how Envoy takes it. */
export function forEnvoy(website: ConfiguredWebsite, addresses: ServerAddresses): ServerConfig {
  return {
    files: [{ name: 'envoy.yaml', place: '/etc/envoy/envoy.yaml', text: envoyConfig(website, addresses) }],
    commands: ['sudo envoy --mode validate -c /etc/envoy/envoy.yaml && sudo systemctl restart envoy'],
  };
}

function socketAddress(hostAndPort: string): string {
  const [, host = '', port = ''] = /^(.*):(\d+)$/.exec(hostAndPort) ?? [];
  return `{ address: ${host}, port_value: ${port} }`;
}
