/** The shape that a text file of another language must have: the same keys, each with a text. */
export type SameKeys<T> = { readonly [K in keyof T]: T[K] extends string ? string : SameKeys<T[K]> };
