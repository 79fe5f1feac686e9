import type { Words } from '@wachter/core';
import { z } from 'zod';
import type { ObjectKind } from './access/policy.ts';

/** What is wrong with one field. `words` where the sentence is there in every language. */
export interface Issue {
  readonly path: string;
  readonly message: string;
  readonly words?: Words;
}

/** The input does not have the shape that the verb asks for; one issue per field, as sentences. */
export interface Invalid {
  readonly kind: 'invalid';
  readonly issues: readonly Issue[];
}

/** The thing named is not there. */
export interface NotFound {
  readonly kind: 'not-found';
  readonly object: ObjectKind;
  readonly id: string;
}

export const notFound = (object: ObjectKind, id: string | number): NotFound => ({ kind: 'not-found', object, id: String(id) });

export const invalid = (path: string, message: string): Invalid => ({ kind: 'invalid', issues: [{ path, message }] });

const Said = z.object({ words: z.object({ en: z.string(), nl: z.string() }) });

/** What a schema refused about one field, `under` the name of what it is part of; with its words where the check has them (`saying` of core). */
export function issueOf(issue: z.core.$ZodIssue, ...under: readonly string[]): Issue {
  const said = issue.code === 'custom' ? Said.safeParse(issue.params) : null;
  const plain = { path: [...under, ...issue.path.map(String)].join('.'), message: issue.message };
  return said?.success ? { ...plain, words: said.data.words } : plain;
}
