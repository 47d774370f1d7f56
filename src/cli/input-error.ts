/** A file that we can't use; the message names the file and line, and says what to do. */
export class InputError extends Error {
  override readonly name = 'InputError';
}

/** Turns a failure to open or read a file into an `InputError`; other failures stay what they are. */
export function readingProblem(file: string, error: unknown): never {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') throw new InputError(`${file} does not exist. Check the name and the folder.`);
  if (code === 'EISDIR') throw new InputError(`${file} is a folder. Give the name of a file.`);
  if (code === 'EACCES') throw new InputError(`${file} may not be read. Give yourself the right to read it.`);
  throw error;
}
