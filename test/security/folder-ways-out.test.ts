import { execFileSync } from 'node:child_process';
import { link, mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FolderStage, startFolderStage } from '../support/folder-stage.ts';

let stage: FolderStage;
const inFolder = (...path: string[]) => join(stage.folder, ...path);

beforeAll(async () => {
  stage = await startFolderStage();
  await writeFile(join(stage.outside, 'secret.txt'), 'OUTSIDE');
  await stage.write({
    'index.html': 'start',
    'open.txt': 'open',
    'shop/list.txt': 'CLOSED',
    '.env': 'HIDDEN',
    '.git/config': 'HIDDEN',
    'sub/.htpasswd': 'HIDDEN',
    '.well-known/security.txt': 'contact',
    '.well-known/.hidden': 'HIDDEN',
    '..odd/x.txt': 'HIDDEN',
  });
  await symlink(join(stage.outside, 'secret.txt'), inFolder('file-link.txt'));
  await symlink(stage.outside, inFolder('folder-link'));
  await symlink('../outside/secret.txt', inFolder('relative-link.txt'));
  await symlink('/etc/passwd', inFolder('passwd'));
  await symlink('/proc/self/environ', inFolder('environ'));
  await symlink('/dev/zero', inFolder('zero'));
  await symlink(inFolder('.env'), inFolder('env.txt'));
  await symlink(inFolder('.git'), inFolder('history'));
  await symlink(inFolder('loop-b'), inFolder('loop-a'));
  await symlink(inFolder('loop-a'), inFolder('loop-b'));
  await symlink(inFolder('nowhere'), inFolder('dangling'));
  await symlink(inFolder('shop'), inFolder('side-door'));
  await symlink(stage.folder, inFolder('again'));
  // A folder beside the website’s that begins with its name.
  await mkdir(`${stage.folder}-other`);
  await writeFile(`${stage.folder}-other/secret.txt`, 'OUTSIDE');
  await symlink(`${stage.folder}-other`, inFolder('sibling'));
  execFileSync('mkfifo', [inFolder('pipe')]);
});
afterAll(() => stage?.close());

async function expectNothing(path: string, statuses: readonly number[]): Promise<void> {
  for (const cookie of ['', stage.cookie]) {
    const answer = await stage.get(path, { cookie });
    expect([path, statuses.includes(answer.status) ? 'refused' : answer.status]).toEqual([path, 'refused']);
    expect(answer.body).not.toMatch(/OUTSIDE|HIDDEN|root:|PATH=/);
  }
}

describe('I1: there is no way out of a folder', () => {
  it.each([
    '/file-link.txt',
    '/relative-link.txt',
    '/folder-link/',
    '/folder-link/secret.txt',
    '/sibling/secret.txt',
    '/passwd',
    '/environ',
    '/zero',
    '/loop-a',
    '/dangling',
    '/again/file-link.txt',
    '/again/again/folder-link/secret.txt',
    '/open.txt/',
    '/open.txt/../open.txt/x',
  ])('by symbolic links: %s', (path) => expectNothing(path, [404, 400]));

  it.each([
    '/../outside/secret.txt',
    '/%2e%2e/outside/secret.txt',
    '/%2E%2E/outside/secret.txt',
    '/.%2e/outside/secret.txt',
    '/..%2foutside%2fsecret.txt',
    '/..%5coutside%5csecret.txt',
    '/..\\outside\\secret.txt',
    '/%252e%252e/outside/secret.txt',
    '/%c0%ae%c0%ae/outside/secret.txt',
    '/%e0%80%ae%e0%80%ae/outside/secret.txt',
    '/..;/outside/secret.txt',
    '/sub/../../outside/secret.txt',
    '/open.txt%00.html',
    '/%00',
    '/./open.txt',
    '//open.txt',
    '/sub//../open.txt',
    '/open.txt%0a',
    '/open.txt%',
    '/open.txt%zz',
  ])('by spelling: %s', (path) => expectNothing(path, [400]));

  it.each([
    '/.env',
    '/.git/config',
    '/.git/',
    '/sub/.htpasswd',
    '/.well-known/.hidden',
    '/..odd/x.txt',
    '/env.txt',
    '/history/config',
  ])('to hidden files: %s', (path) => expectNothing(path, [404]));

  it.each([
    '/pipe',
    '/zero',
    '/CON',
    '/nul',
    '/aux.txt',
    '/COM1',
    '/open.txt::$DATA',
    '/open.txt.',
    '/open.txt%20',
    '/OPEN~1.TXT',
  ])('to devices, pipes and names that some systems read as others: %s', (path) =>
    expectNothing(path, [404]),
  );

  it('by very long names and paths', async () => {
    await expectNothing(`/${'x'.repeat(300)}`, [404]);
    await expectNothing(`/${'x/'.repeat(3000)}`, [404]);
    await expectNothing(`/${'%78'.repeat(3000)}`, [404]);
  });

  it('while what is well known, and a way round within the folder, is open', async () => {
    expect((await stage.get('/.well-known/security.txt')).body).toBe('contact');
    expect((await stage.get('/again/open.txt')).body).toBe('open');
  });
});

describe('I1: a closed file is closed under every name', () => {
  it.each([
    '/shop/list.txt',
    '/SHOP/list.txt',
    '/%73hop/list.txt',
    '/shop/LIST.txt',
    '/ſhop/list.txt',
    '/side-door/list.txt',
    '/again/shop/list.txt',
  ])('%s', async (path) => {
    const { status, body } = await stage.get(encodeURI(decodeURI(path)));
    expect([302, 404]).toContain(status);
    expect(body).not.toContain('CLOSED');
    expect((await stage.get(path.replace('ſ', '%C5%BF'), { cookie: stage.pending })).body).not.toContain(
      'CLOSED',
    );
  });

  it('but for a hard link, which is a file of its own', async () => {
    await link(inFolder('shop', 'list.txt'), inFolder('hard-link.txt'));
    expect((await stage.get('/hard-link.txt')).status).toBe(200);
  });
});

it('I1: a link that takes the place of a file or folder between look and reading leads nowhere', async () => {
  await stage.write({ 'swap.txt': 'inside', 'dir/secret.txt': 'inside' });
  let isOver = false;
  const swapping = (async () => {
    while (!isOver) {
      await symlink(join(stage.outside, 'secret.txt'), inFolder('swap.next'));
      await rename(inFolder('swap.next'), inFolder('swap.txt'));
      await writeFile(inFolder('swap.next'), 'inside');
      await rename(inFolder('swap.next'), inFolder('swap.txt'));
      await rename(inFolder('dir'), inFolder('dir.kept'));
      await symlink(stage.outside, inFolder('dir'));
      await rename(inFolder('dir'), inFolder('dir.link'));
      await rename(inFolder('dir.kept'), inFolder('dir'));
      await rm(inFolder('dir.link'));
    }
  })();
  try {
    const statuses = new Set<number>();
    for (let count = 0; count < 400; count += 1) {
      const { status, body } = await stage.get(count % 2 === 0 ? '/swap.txt' : '/dir/secret.txt');
      statuses.add(status);
      expect(body).not.toContain('OUTSIDE');
    }
    expect([...statuses].filter((status) => status !== 200 && status !== 404)).toEqual([]);
  } finally {
    isOver = true;
    await swapping;
  }
});
