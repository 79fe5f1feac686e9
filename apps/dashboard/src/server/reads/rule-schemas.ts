import type { Words } from '@wachter/core';
import { rules } from '@wachter/core/alarm/rules/index';
import { z } from 'zod';
import type { ParamSchema } from '../../features/rules/param-fields.ts';
import { once } from '../once.ts';

/** What each rule type is called. */
export const ruleNames = (): Readonly<Record<string, Words>> =>
  once('rule-names', () => Object.fromEntries(rules.map((rule) => [rule.id, rule.name])));

/** Parameters of each rule type that watches a point as JSON Schema, for forms. Not secret: no right is needed. */
export const pointRuleSchemas = (): Readonly<Record<string, ParamSchema>> =>
  once('point-rule-schemas', () =>
    Object.fromEntries(
      rules
        .filter((rule) => rule.watches === 'point')
        .map((rule) => [rule.id, z.toJSONSchema(rule.params, { io: 'input' }) as ParamSchema]),
    ),
  );
