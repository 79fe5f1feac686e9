import { ok, type Result } from '@wachter/core';
import { z } from 'zod';
import { defineVerb } from '../define-verb.ts';
import type { UserRow } from '../ports/people-store.ts';

export const ListUsers = z.strictObject({});

export const listUsers = defineVerb({
  action: 'user.read',
  input: ListUsers,
  run: async (context): Promise<Result<readonly UserRow[], never>> => ok(await context.store.people.users()),
});
