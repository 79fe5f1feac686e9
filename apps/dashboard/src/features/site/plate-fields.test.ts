import { plates } from '@wachter/core';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { itemsOf, type PlateSchema, plateFields, presetsOf, ratingOf, withField } from './plate-fields.ts';

const schemaOf = (kind: string): PlateSchema => {
  const plate = plates.find((one) => one.kind === kind);
  if (!plate) throw new Error(`no plate of the kind ${kind}`);
  return z.toJSONSchema(plate.schema, { io: 'input' }) as PlateSchema;
};

describe('the form of a nameplate', () => {
  it.each(plates.map((plate) => [plate.kind]))('has words in both languages for every field of a %s', (kind) => {
    const all = plateFields(schemaOf(kind)).flatMap((field) => [field, ...field.fields]);
    expect(all.length).toBeGreaterThan(0);
    for (const { name, words } of all) {
      expect(words.en).not.toBe(name);
      expect(words.nl).not.toBe('');
    }
  });

  it('offers numbers, choices, dates and lists as what they are', () => {
    const ups = plateFields(schemaOf('ups'));
    expect(ups.map(({ name, kind }) => `${name} ${kind}`)).toEqual(['modules number', 'moduleKw number', 'strings list']);
    const string = ups.at(-1)?.fields ?? [];
    expect(string.find(({ name }) => name === 'installedOn')?.kind).toBe('date');
    expect(string.find(({ name }) => name === 'referenceTemperature')?.options.map(({ value }) => value)).toEqual([20, 25]);
  });

  it('says nothing of a plate on which only the presets stand', () => {
    const fields = plateFields(schemaOf('genset'));
    const empty = presetsOf(fields);
    expect(empty).toEqual({ usableShare: 0.9 });
    expect(ratingOf(fields, empty)).toBeNull();
    expect(ratingOf(fields, withField(empty, 'ratedKw', 500))).toEqual({ ratedKw: 500, usableShare: 0.9 });
    expect(ratingOf(fields, withField(withField(empty, 'ratedKw', 500), 'ratedKw', undefined))).toBeNull();
  });

  it('reads a list only where there is one', () => {
    expect(itemsOf([{ type: 'VRLA' }, null, 3])).toEqual([{ type: 'VRLA' }]);
    expect(itemsOf('x')).toEqual([]);
  });
});
