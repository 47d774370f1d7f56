/**
 * `npm run docs`: writes what comes from the code: the documents of configuration, errors, coverage and the API, and the
 * rule for passwords as a script of the visitor pages. A test compares what stands there with what this would write.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedDocuments } from './generated-documents.ts';

const root = join(import.meta.dirname, '..');
for (const [file, text] of await generatedDocuments(root)) {
  writeFileSync(join(root, file), text);
  console.log(`wrote ${file}`);
}
