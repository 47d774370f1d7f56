import { join } from 'node:path';
import { build } from 'vite';

const entry = 'browser-password-rules';

/**
 * The gate's rule for passwords as a script of the visitor pages, from the very source by which the gate refuses
 * (`src/core/password-rules.ts`): the meter beside a new password never calls good what is not taken.
 */
export async function passwordRulesScript(root: string): Promise<string> {
  const rules = join(root, 'src/core/password-rules.ts');
  const built = await build({
    configFile: false,
    root,
    logLevel: 'silent',
    plugins: [
      {
        name: entry,
        resolveId: (id) => (id === entry ? id : null),
        load: (id) => (id === entry ? `export { passwordStrength } from ${JSON.stringify(rules)};` : null),
      },
    ],
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      rollupOptions: { input: entry, preserveEntrySignatures: 'strict' },
    },
  });
  if (Array.isArray(built) || !('output' in built)) throw new Error('More than one script was built.');
  const [chunk] = built.output;
  return `${chunk.code.trim()}\n`;
}
