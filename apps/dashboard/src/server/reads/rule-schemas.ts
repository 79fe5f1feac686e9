import type { Words } from '@wachter/core';
import { rules } from '@wachter/core/alarm/rules/index';
import { z } from 'zod';
import type { ParamSchema } from '../../features/rules/param-fields.ts';
import { once } from '../once.ts';

/** What each rule type is called. */
export const ruleNames = (): Readonly<Record<string, Words>> =>
  once('rule-names', () => Object.fromEntries(rules.map((rule) => [rule.id, rule.name])));

/** Parameters of each rule type as JSON Schema, for forms. Not secret: no right is needed. */
export const ruleSchemas = (): Readonly<Record<string, ParamSchema>> =>
  once('rule-schemas', () =>
    Object.fromEntries(rules.map((rule) => [rule.id, z.toJSONSchema(rule.params, { io: 'input' }) as ParamSchema])),
  );
