import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const web = join(import.meta.dirname, '..');
const styles = join(web, '../../node_modules/@mantine/core/styles');

test('every Mantine component in use has its styles', () => {
  const listed = readFileSync(join(web, 'theme/mantine-styles.ts'), 'utf8');
  const used = globSync('**/*.tsx', { cwd: web }).flatMap((file) => {
    const source = readFileSync(join(web, file), 'utf8');
    const imports = source.matchAll(/import \{([^}]+)\} from '@mantine\/core'/g);
    const names = [...imports].flatMap(([, list = '']) =>
      list.split(',').map((name) => name.trim().replace(/^type /, '')),
    );
    // A part of a component (`Radio.Card`) has styles of its own.
    const parts = [...source.matchAll(/<([A-Z]\w+)\.([A-Z]\w+)/g)].map(
      ([, whole, part]) => `${whole}${part}`,
    );
    return [...names, ...parts];
  });
  const missing = [...new Set(used)].filter(
    (name) => existsSync(join(styles, `${name}.css`)) && !listed.includes(`/${name}.css`),
  );
  expect(missing).toEqual([]);
});
