/** Web servers that people put in front of their website, in the order in which they are offered. */
export const webServers = ['nginx', 'caddy', 'apache', 'haproxy', 'traefik', 'envoy'] as const;
export type WebServer = (typeof webServers)[number];

/** What a configuration needs to know of a website. */
export interface ConfiguredWebsite {
  readonly name: string;
  /** Host names; the first names the files and the parts of the configuration. */
  readonly hosts: readonly string[];
}

/** Host and port of each. */
export interface ServerAddresses {
  readonly gate: string;
  /** Where the website itself listens. */
  readonly website: string;
}

/** Addresses that the user changes where they differ. */
export const usualAddresses: ServerAddresses = { gate: '127.0.0.1:8081', website: '127.0.0.1:3000' };

/** A file of a configuration. */
export interface ConfigFile {
  /** Name to save it under. */
  readonly name: string;
  /** Where it belongs on Debian and its like; the file's own name included. */
  readonly place: string;
  readonly text: string;
}

/** All that a web server needs to ask the gate. */
export interface ServerConfig {
  readonly files: readonly ConfigFile[];
  /** Commands that check the configuration and bring it into force, in their order. */
  readonly commands: readonly string[];
}

export function firstHost(website: ConfiguredWebsite): string {
  return website.hosts[0] ?? 'website';
}

/** A website's name for a comment, which a line break would end. */
export function nameInComment(website: ConfiguredWebsite): string {
  return website.name.replace(/[\p{Cc}\u2028\u2029]/gu, ' ');
}

/** Headers by which visitors could make some websites read another address, host, method, proxy or protocol. */
export const misleadingHeaders = [
  'X-Original-URL',
  'X-Original-URI',
  'X-Original-Host',
  'X-Original-Method',
  'X-Rewrite-URL',
  'X-Forwarded-Uri',
  'X-Forwarded-Method',
  'Forwarded',
  'Proxy',
  'HTTP2-Settings',
] as const;
