import { type Result, refuse } from '@wachter/core';
import type { z } from 'zod';
import { authorize, type Forbidden } from './access/authorize.ts';
import { type Action, policy } from './access/policy.ts';
import { auditForbidden } from './audit/refused.ts';
import type { Context } from './context.ts';
import { type Invalid, issueOf } from './refusal.ts';

/**
 * Something the system can do. Called as `verb(context, input)`: checks the actor against the written matrix, then the input against
 * its schema, then acts in one transaction with its audit row. What a person or token may not do leaves a row, too. Refusals are values;
 * lost infrastructure throws.
 */
export interface Verb<Schema extends z.ZodType, T, E> {
  (context: Context, input: z.input<Schema>): Promise<Result<T, E | Forbidden | Invalid>>;
  readonly action: Action;
  readonly input: Schema;
}

interface Definition<Schema extends z.ZodType, T, E> {
  readonly action: Action;
  readonly input: Schema;
  /** Site the input is about, where a display of one site may ask. */
  readonly siteOf?: (input: z.output<Schema>) => string | null | undefined;
  readonly run: (context: Context, input: z.output<Schema>) => Promise<Result<T, E>>;
}

const invalidOf = (error: z.ZodError): Invalid => ({ kind: 'invalid', issues: error.issues.map((issue) => issueOf(issue)) });

export function defineVerb<Schema extends z.ZodType, T, E>(definition: Definition<Schema, T, E>): Verb<Schema, T, E> {
  const { action, input: schema, siteOf, run } = definition;
  const verb = async (context: Context, input: z.input<Schema>): Promise<Result<T, E | Forbidden | Invalid>> => {
    const parsed = schema.safeParse(input);
    const siteId = parsed.success ? siteOf?.(parsed.data) : undefined;
    const allowed = authorize(context, action, { kind: policy[action].object, siteId });
    if (!allowed.ok) {
      await auditForbidden(context, allowed.error);
      return allowed;
    }
    return parsed.success ? run(context, parsed.data) : refuse(invalidOf(parsed.error));
  };
  return Object.assign(verb, { action, input: schema });
}

/** What a verb may refuse with. */
export type RefusalOf<V> = V extends (...args: never[]) => Promise<infer R>
  ? R extends { readonly ok: false; readonly error: infer E }
    ? E
    : never
  : never;

/** What a verb gives when it did what was asked. */
export type ValueOf<V> = V extends (...args: never[]) => Promise<infer R>
  ? R extends { readonly ok: true; readonly value: infer T }
    ? T
    : never
  : never;
