/**
 * `npm run docs`: writes the documents that come from the code: configuration, errors, coverage and the API.
 * A test compares what stands in `docs/` with what this would write.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedDocuments } from './generated-documents.ts';

const root = join(import.meta.dirname, '..');
for (const [file, text] of await generatedDocuments(root)) {
  writeFileSync(join(root, file), text);
  console.log(`wrote ${file}`);
}
