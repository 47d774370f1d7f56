import { spawnSync } from 'node:child_process';

/** The first Python that has PyJWT and cryptography (python3-jwt, python3-cryptography), or null. */
export function pythonWithJwt(): string | null {
  const candidates = ['python3', '/usr/bin/python3'];
  return candidates.find((python) => runs(python, ['-c', 'import jwt, cryptography'])) ?? null;
}

/** PHP 8 with the extension sodium (php-cli), or null. */
export function phpWithSodium(): string | null {
  const isThere = 'exit(PHP_MAJOR_VERSION >= 8 && extension_loaded("sodium") ? 0 : 1);';
  return runs('php', ['-r', isThere]) ? 'php' : null;
}

function runs(program: string, options: readonly string[]): boolean {
  return spawnSync(program, options, { stdio: 'ignore' }).status === 0;
}
