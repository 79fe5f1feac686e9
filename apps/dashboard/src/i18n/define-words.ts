type Shape<T> = { readonly [K in keyof T]: T[K] extends string ? string : Shape<T[K]> };

/** Words of one subject in both languages; the compiler holds that neither misses one. ICU message format. */
export const defineWords = <const T extends object>(words: { readonly en: T; readonly nl: Shape<T> }) => words;
