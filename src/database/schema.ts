/** The side of the product whose tables a connection sees; each has a schema of its name. */
export type Schema = 'office' | 'gate';
