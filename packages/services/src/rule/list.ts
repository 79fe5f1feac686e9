import { ok, type Result, type RuleInstance } from '@wachter/core';
import { z } from 'zod';
import { defineVerb } from '../define-verb.ts';
import { DeviceId, Id } from '../fields.ts';

export const ListRules = z.strictObject({
  siteId: Id.optional(),
  pointId: z.number().int().optional(),
  deviceId: DeviceId.optional(),
});

export const listRules = defineVerb({
  action: 'rule.read',
  input: ListRules,
  siteOf: (input) => input.siteId,
  run: async (context, { siteId, pointId, deviceId }): Promise<Result<readonly RuleInstance[], never>> => {
    const filter = { ...(pointId === undefined ? {} : { pointId }), ...(deviceId === undefined ? {} : { deviceId }) };
    const rules = await context.store.site.rules(filter);
    return ok(siteId === undefined ? rules : rules.filter((rule) => rule.siteId === siteId));
  },
});
