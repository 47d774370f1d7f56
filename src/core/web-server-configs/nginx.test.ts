import { describe, expect, it } from 'vitest';
import { nginxConfig } from './nginx.ts';

describe('configuration of nginx', () => {
  it('R16: two websites stand side by side without a name in common', () => {
    const names = (config: string) =>
      [...config.matchAll(/^(?:upstream|map \S+) (\S+) \{/gm)].map((match) => match[1]);
    const one = names(nginxConfig({ name: 'One', hosts: ['one.example.com', 'www.one.example.com'] }));
    const two = names(nginxConfig({ name: 'Two', hosts: ['one-example.com'] }));
    expect(one).toHaveLength(7);
    expect(one.filter((name) => two.includes(name))).toEqual([]);
  });

  it('R12: a long host name gives no name that is too long for nginx, and each its own', () => {
    const long = `${'long-name.'.repeat(8)}example.`;
    const [com, org] = ['com', 'org'].map((end) => nginxConfig({ name: 'Long', hosts: [long + end] }));
    const variables = (config = '') =>
      [...config.matchAll(/^map \S+ \$(\S+) \{/gm)].map(([, name = '']) => name);
    expect(variables(com)).toHaveLength(5);
    expect(variables(com).filter((name) => name.length > 43 || variables(org).includes(name))).toEqual([]);
    const captures = [...(com ?? '').matchAll(/\(\?<(\w+)>/g)].map(([, name = '']) => name);
    expect(captures.filter((name) => name.length > 32)).toEqual([]); // PCRE
  });
});
