import { describe, expect, it } from 'vitest';
import { folderProblem } from './folder-origin.ts';

describe('folders of websites', () => {
  it.each([
    '/',
    '/etc',
    '/etc/ssl/private',
    '/proc/self',
    '/sys',
    '/dev/shm',
    '/boot',
    '/run/secrets',
    '/var/lib/postgresql/15/main',
    '/var/lib/gatehouse',
    '/var/lib',
    '/var/log',
    '/root',
    '/home',
    '/usr',
    '/var',
    '/opt',
    '/tmp',
  ])('I8: the system’s own %s is no website', (folder) => {
    expect(folderProblem(folder, null)).toBe('system');
    expect(folderProblem(folder, ['/'])).toBe('system');
  });

  it.each([
    '/root/gatehouse/examples/websites/partners',
    '/home/anna/website',
    '/srv/portal',
    '/var/www/html',
    '/opt/portal',
    '/tmp/site',
    '/etcetera',
    '/usr/share/portal',
  ])('R12: %s may be one', (folder) => {
    expect(folderProblem(folder, null)).toBeNull();
  });

  it('I8: where folders are named for websites, they lie only within these', () => {
    const allowed = ['/srv/websites', '/var/www'];
    expect(folderProblem('/srv/websites', allowed)).toBeNull();
    expect(folderProblem('/var/www/portal', allowed)).toBeNull();
    expect(folderProblem('/srv/websites-old', allowed)).toBe('outside');
    expect(folderProblem('/srv', allowed)).toBe('outside');
  });
});
