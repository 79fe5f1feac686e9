import type { Words } from './quantity/define.ts';

/** What a check of a schema refuses with: beside the field of `path`, in every language. The edge takes the words from `params`. */
export const saying = (
  words: Words,
  ...path: string[]
): { readonly message: string; readonly path: string[]; readonly params: { readonly words: Words } } => ({
  message: words.en,
  path,
  params: { words },
});
