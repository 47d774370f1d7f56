#!/usr/bin/env node
// Plain JavaScript that old Node versions can read: it finds a Node that runs TypeScript as it is (22.18 or newer),
// which the package `node` brings, and hands over to it.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const main = join(root, 'src', 'main.ts');
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major > 22 || (major === 22 && minor >= 18)) {
  process.argv[1] = main;
  await import(pathToFileURL(main).href);
} else {
  handOver();
}

function handOver() {
  const program = process.platform === 'win32' ? 'node.exe' : 'node';
  const node = join(root, 'node_modules', 'node', 'bin', program);
  if (!existsSync(node)) {
    process.stderr.write(
      `Gatehouse needs Node.js 22.18 or newer; this is ${process.versions.node}, and the one that comes with Gatehouse is not installed.\nRun "npm ci" in ${root}, or use a newer Node.js.\n`,
    );
    process.exit(1);
  }
  const child = spawn(node, [main, ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT']) {
    process.on(signal, () => child.kill(signal));
  }
  child.on('error', (error) => {
    process.stderr.write(
      `The Node.js that comes with Gatehouse does not start: ${error.message}\nRun "npm ci" again.\n`,
    );
    process.exit(1);
  });
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}
