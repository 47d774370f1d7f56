import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { identityHeaderNames } from '../identity-header-names.ts';
import { closedPage } from './closed-page.ts';
import { serverConfig } from './server-config.ts';
import { usualAddresses, webServers } from './web-server.ts';

/** Files of `examples/`, in the order in which they are handed out. */
const examples = {
  nginx: ['website.conf'],
  caddy: ['Caddyfile'],
  apache: ['website.conf'],
  haproxy: ['haproxy.cfg', 'gatehouse.lua'],
  traefik: ['website.yml'],
  envoy: ['envoy.yaml'],
};
const addresses = { gate: '192.0.2.1:7001', website: '192.0.2.2:7002' };
const hosts = ['shop.example.org', 'www.shop.example.org'];

describe.each(webServers)('configuration of %s', (server) => {
  const textOf = (website: { name: string; hosts: string[] }) =>
    serverConfig(server, website, addresses)
      .files.map(({ text }) => text)
      .join('\n');

  it('R6: the files in examples/ are what the office shows, byte for byte', async () => {
    const website = { name: 'Portal of De Groot', hosts: ['portal.example.com'] };
    const { files } = serverConfig(server, website, usualAddresses);
    const written = examples[server].map((name) =>
      readFile(new URL(`../../../examples/${server}/${name}`, import.meta.url), 'utf8'),
    );
    expect(files.map(({ text }) => text)).toEqual(await Promise.all(written));
  });

  it('R12: names its hosts and addresses, and leaves none of the example’s', () => {
    const text = textOf({ name: 'Shop', hosts });
    for (const part of hosts) expect(text).toContain(part);
    expect(text).not.toMatch(/example\.com|127\.0\.0\.1:3000/);
    const gate = server === 'envoy' ? 'address: 192.0.2.1, port_value: 7001' : addresses.gate;
    expect(text).toContain(gate);
  });

  it('I1: a website’s name can’t add a line', () => {
    for (const end of ['\n', '\r\n', '\u2028', '\u0085']) {
      const [first = '', second = ''] = textOf({ name: `x${end}evil 1;`, hosts }).split(/[\n\r\u2028\u0085]/);
      expect(first).toContain('evil');
      expect(second).toMatch(/^(#|--|$)/);
    }
  });

  it('says where each file goes and how it comes into force', () => {
    const { files, commands } = serverConfig(server, { name: 'Shop', hosts }, addresses);
    for (const { name, place } of files)
      expect(place).toMatch(new RegExp(`^/etc/.*/${name.replaceAll('.', '\\.')}$`));
    expect(commands.length).toBeGreaterThan(0);
  });

  it('I1: hands on every identity header, and shows the plain page while the gate is away', () => {
    const text = textOf({ name: 'Shop', hosts });
    // Behind Apache the gate does the first; Traefik has no page of its own.
    if (server !== 'apache') {
      for (const name of identityHeaderNames) expect(text.toLowerCase()).toContain(name.toLowerCase());
    }
    if (server !== 'traefik') expect(text).toContain(closedPage);
  });
});

it('I1: the plain page stands in every configuration as it is', () => {
  expect(closedPage).toMatch(/^[ -~]+$/);
  expect(closedPage).not.toMatch(/["$\\{}#%]/);
});
