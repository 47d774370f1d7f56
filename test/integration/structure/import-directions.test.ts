import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../..');

/** Each direction that the layout forbids. */
const forbidden: readonly [folder: string, imported: string][] = [
  ['src/core', '../contract/link.ts'],
  ['src/core', '../database/connect.ts'],
  ['src/core', '../config.ts'],
  ['src/contract', '../office/api.ts'],
  ['src/database', '../gate/context.ts'],
  ['src/mail', '../office/api.ts'],
  ['src/mail', '../gate/context.ts'],
  ['src/passwords', '../office/api.ts'],
  ['src/office', '../gate/context.ts'],
  ['src/office', '../link/gate/listener.ts'],
  ['src/gate', '../office/api.ts'],
  ['src/gate', '../link/office/gates.ts'],
  ['src/link/office', '../gate/listener.ts'],
  ['src/link/office', '../../office/api.ts'],
  ['src/link/gate', '../office/gates.ts'],
  ['src/web', '../office/api.ts'],
  ['src/web', '../database/connect.ts'],
];
const allowed: readonly [folder: string, imported: string][] = [
  ['src/contract', '../core/status.ts'],
  ['src/office', '../link/office/gates.ts'],
  ['src/gate', '../mail/render.ts'],
  ['src/web', '../contract/office-api.ts'],
];

const planted = [...forbidden, ...allowed].map(([folder, imported], index) => ({
  file: `${folder}/planted-${index}.ts`,
  source: `import { something } from '${imported}';\n\nexport const planted = something;\n`,
}));
let refused: readonly string[] = [];

/** Plants a file for each direction, lints them all, and takes them away again. */
beforeAll(() => {
  for (const { file, source } of planted) writeFileSync(join(root, file), source);
  try {
    const run = spawnSync(
      join(root, 'node_modules/.bin/biome'),
      ['lint', '--reporter=github', '--max-diagnostics=none', ...planted.map(({ file }) => file)],
      { cwd: root, encoding: 'utf8' },
    );
    refused = [...run.stdout.matchAll(/^::error title=lint\/style\/noRestrictedImports,file=([^,]+),/gm)].map(
      (match) => match[1] ?? '',
    );
  } finally {
    for (const { file } of planted) rmSync(join(root, file), { force: true });
  }
});

test.each(forbidden.map(([folder, imported], index) => ({ folder, imported, index })))(
  '$folder may not import $imported',
  ({ folder, index }) => {
    expect(refused).toContain(`${folder}/planted-${index}.ts`);
  },
);

test.each(
  allowed.map(([folder, imported], index) => ({ folder, imported, index: forbidden.length + index })),
)('$folder may import $imported', ({ folder, index }) => {
  expect(refused).not.toContain(`${folder}/planted-${index}.ts`);
});
