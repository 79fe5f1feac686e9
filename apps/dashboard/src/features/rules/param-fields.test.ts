import { rules } from '@wachter/core/alarm/rules/index';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { rules as words } from '../../i18n/areas/rules.ts';
import { defaultsOf, type ParamField, type ParamSchema, paramFields, readParam, writeParam } from './param-fields.ts';

const schemaOf = (id: string) =>
  z.toJSONSchema(rules.find((rule) => rule.id === id)?.params ?? z.never(), { io: 'input' }) as ParamSchema;
const find = (fields: readonly ParamField[], path: string) => fields.find((field) => field.path.join('.') === path) as ParamField;

describe('a form for the parameters of a rule', () => {
  it.each(rules.map((rule) => rule.id))('offers something to set for %s', (id) => {
    expect(paramFields(schemaOf(id), ['wet', 'fault']).length).toBeGreaterThan(0);
  });

  it('offers every limit, also those that are not set yet', () => {
    const paths = paramFields(schemaOf('limit'), []).map((field) => field.path.join('.'));
    expect(paths).toEqual([
      'low.warning',
      'low.critical',
      'high.warning',
      'high.critical',
      'hysteresis',
      'dwellSeconds',
      'holdOffSeconds',
    ]);
  });

  it('sets a limit without touching the others, and takes an emptied side away', () => {
    const field = find(paramFields(schemaOf('limit'), []), 'low.warning');
    const set = writeParam({ high: { warning: 27 } }, field, 18);
    expect(set).toEqual({ high: { warning: 27 }, low: { warning: 18 } });
    expect(readParam(set, field)).toBe(18);
    expect(writeParam(set, field, undefined)).toEqual({ high: { warning: 27 } });
  });

  it('knows the states of the point for rules by state', () => {
    const fields = paramFields(schemaOf('state'), ['wet', 'fault']);
    expect(find(fields, 'bad.wet').options).toEqual(['warning', 'critical']);
    const keepsFault = fields.find((field) => field.kind === 'member' && field.options[0] === 'fault') as ParamField;
    expect(writeParam({ keeps: ['wet'] }, keepsFault, true)).toEqual({ keeps: ['wet', 'fault'] });
    expect(writeParam({ keeps: ['wet', 'fault'] }, keepsFault, false)).toEqual({ keeps: ['wet'] });
  });

  it('asks for other points by their tags, one or several', () => {
    expect(find(paramFields(schemaOf('condensation'), []), 'dewPoint').kind).toBe('tag');
    const others = find(paramFields(schemaOf('vote'), []), 'others');
    expect(others.kind).toBe('tags');
    expect(readParam(writeParam({}, others, ['a', 'b']), others)).toEqual(['a', 'b']);
  });

  it('asks for an expression and for the points that it names', () => {
    const fields = paramFields(schemaOf('expression'), ['wet']);
    expect(fields.map(({ path, kind }) => [path.join('.'), kind]).slice(0, 2)).toEqual([
      ['expression', 'expression'],
      ['inputs', 'names'],
    ]);
    const inputs = find(fields, 'inputs');
    expect(writeParam({ inputs: { a: 'x' } }, inputs, { b: 'y' })).toEqual({ inputs: { b: 'y' } });
    expect(writeParam({ inputs: { a: 'x' } }, inputs, {})).toEqual({});
  });

  it('begins a new rule with what its type takes for granted', () => {
    expect(defaultsOf(schemaOf('condensation'))).toMatchObject({ warning: 3, critical: 1.5, dwellSeconds: 300 });
    expect(defaultsOf(schemaOf('limit'))).toEqual({ hysteresis: 0, dwellSeconds: 0, holdOffSeconds: 0 });
  });

  it.each(rules.map((rule) => rule.id))('has a word in both languages for every setting of %s', (id) => {
    const known = (key: string) => key in words.en.param && key in words.nl.param;
    for (const field of paramFields(schemaOf(id), [])) {
      for (const key of [...field.path, ...field.options]) expect(known(key), key).toBe(true);
    }
  });

  it('gives back parameters that the rule itself accepts', () => {
    const limit = rules.find((rule) => rule.id === 'limit');
    const changed = writeParam(
      { high: { warning: 27, critical: 32 } },
      find(paramFields(schemaOf('limit'), []), 'high.critical'),
      30,
    );
    expect(limit?.params.safeParse(changed).success).toBe(true);
  });
});
