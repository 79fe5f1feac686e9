import { coolerState } from '@wachter/core/quantity/cooler';
import { inletTemperature } from '@wachter/core/quantity/temperature';
import { describe, expect, it } from 'vitest';
import { rules } from '../../i18n/areas/rules.ts';
import { type ParamReader, paramLabel, paramsInWords } from './param-words.ts';

const reader = (locale: 'en' | 'nl', quantity: ParamReader['quantity']): ParamReader => ({
  locale,
  quantity,
  word: (key) => (rules[locale].param as Readonly<Record<string, string>>)[key] ?? null,
});

describe('parameters of a rule in words', () => {
  it('says limits with their unit and times as durations', () => {
    const params = { high: { warning: 27, critical: 32 }, hysteresis: 0.5, dwellSeconds: 60 };
    expect(paramsInWords(params, reader('en', inletTemperature))).toEqual([
      'high warning 27 °C',
      'high critical 32 °C',
      'hysteresis 0.5 °C',
      'raised after 60 s',
    ]);
    expect(paramsInWords({ hysteresis: 0.5 }, reader('nl', inletTemperature))).toEqual(['hysterese 0,5 °C']);
  });

  it('calls states by their names', () => {
    const params = { bad: { fault: 'critical' }, keeps: ['maintenance', 'manual'] };
    expect(paramsInWords(params, reader('nl', coolerState))).toEqual([
      'fout bij storing kritiek',
      'laat het alarm staan onderhoud, handbediend',
    ]);
  });

  it('leaves standing what has no word yet', () => {
    expect(paramLabel(['somethingNew'], reader('en', null))).toBe('somethingNew');
    expect(paramsInWords({ somethingNew: true }, reader('en', null))).toEqual(['somethingNew yes']);
  });
});
