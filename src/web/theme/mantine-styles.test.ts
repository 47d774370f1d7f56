import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const web = join(import.meta.dirname, '..');
const styles = join(web, '../../node_modules/@mantine/core/styles');

test('every Mantine component in use has its styles', () => {
  const listed = readFileSync(join(web, 'theme/mantine-styles.ts'), 'utf8');
  const used = globSync('**/*.tsx', { cwd: web }).flatMap((file) => {
    const imports = readFileSync(join(web, file), 'utf8').matchAll(
      /import \{([^}]+)\} from '@mantine\/core'/g,
    );
    return [...imports].flatMap(([, names = '']) =>
      names.split(',').map((name) => name.trim().replace(/^type /, '')),
    );
  });
  const missing = [...new Set(used)].filter(
    (name) => existsSync(join(styles, `${name}.css`)) && !listed.includes(`/${name}.css`),
  );
  expect(missing).toEqual([]);
});
