import { ok, type Result } from '@wachter/core';
import { z } from 'zod';
import { defineVerb } from '../define-verb.ts';
import type { ApiToken } from '../ports/people-store.ts';

export const ListTokens = z.strictObject({});

/** Tokens with their first letters, never their secret, which nobody has. */
export const listTokens = defineVerb({
  action: 'token.read',
  input: ListTokens,
  run: async (context): Promise<Result<readonly ApiToken[], never>> => ok(await context.store.people.tokens()),
});
