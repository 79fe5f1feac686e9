import { describe, expect, it } from 'vitest';
import { instance } from '../../test/rule-fixture.ts';
import { bounds, LimitParams } from '../alarm/rules/limit.ts';
import { startRun } from '../alarm/run.ts';
import { judgeObservation } from '../reading/judge.ts';
import { unitBySpelling } from '../unit/convert.ts';
import { priorities } from './define.ts';
import { quantities, quantityById } from './index.ts';
import { stateByWire } from './state-by-wire.ts';

const rules = quantities.flatMap((quantity) =>
  quantity.defaults.map((rule, index) => ({ quantity, rule, name: `${quantity.id} #${index} ${rule.type}` })),
);
const limits = rules.filter(({ rule }) => rule.type === 'limit');
const stateful = quantities.filter((quantity) => quantity.kind === 'state');

describe('the catalogue', () => {
  it('covers what domain.md asks for', () => {
    expect(quantities.length).toBeGreaterThanOrEqual(90);
    expect(rules.length).toBeGreaterThanOrEqual(100);
    expect(limits.length).toBeGreaterThanOrEqual(35);
    expect(stateful.length).toBeGreaterThanOrEqual(17);
    for (const id of [
      'inlet-temperature',
      'return-temperature',
      'hot-aisle-temperature',
      'supply-air-temperature',
      'supply-water-temperature',
      'battery-room-temperature',
      'ups-room-temperature',
      'relative-humidity',
      'dew-point',
      'differential-pressure',
      'hydrogen',
      'oxygen',
      'oxygen-hypoxic',
      'carbon-monoxide',
      'carbon-dioxide',
      'carbon-dioxide-protected-room',
      'hydrogen-sulphide',
      'refrigerant-r410a',
      'refrigerant-r32',
      'smoke-obscuration',
      'leak',
      'leak-rope',
      'leak-distance',
      'fire-panel',
      'suppression',
      'door',
      'ups-state',
      'ups-load',
      'fuel-level',
      'genset-mode',
      'engine-state',
      'ats-position',
    ]) {
      expect(quantityById(id), id).not.toBeNull();
    }
  });

  it.each(quantities.map((quantity) => [quantity.id, quantity] as const))('%s keeps the laws of a quantity', (id, quantity) => {
    expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(quantity.family).not.toBe('');
    expect(quantity.name.en).not.toBe('');
    expect(quantity.name.nl).not.toBe('');
    expect(unitBySpelling(quantity.unit)?.id, 'unit').toBe(quantity.unit);
    expect(quantity.plausible[0]).toBeLessThan(quantity.plausible[1]);
    expect(quantity.staleSeconds).toBeGreaterThanOrEqual(2 * quantity.intervalSeconds);
    expect(quantity.deadband).toBeGreaterThanOrEqual(0);
    expect(Number.isInteger(quantity.precision)).toBe(true);
    if (quantity.bridge) expect(unitBySpelling(quantity.bridge.unit)).not.toBeNull();
    expect(quantity.kind === 'state').toBe(quantity.states !== undefined);
  });

  it.each(stateful.map((quantity) => [quantity.id, quantity] as const))(
    '%s has no state that reads as no value',
    (id, { states = [] }) => {
      const point = { id: 1, quantity: id, sourceUnit: null, staleSeconds: 300 };
      const said = states.map((state) =>
        judgeObservation({ device: 'd', channel: 'c', value: state.id, observedAt: null }, point, {
          receivedAt: 1,
          skewMs: null,
        }),
      );
      expect(said.map((judged) => (judged.kind === 'reading' ? judged.reading.value : judged.kind))).toEqual(
        states.map(({ code }) => code),
      );
    },
  );

  it.each(stateful.map((quantity) => [quantity.id, quantity] as const))('%s has a sound table of states', (_, quantity) => {
    const states = quantity.states ?? [];
    expect(states.length).toBeGreaterThanOrEqual(2);
    expect(new Set(states.map((state) => state.code)).size).toBe(states.length);
    expect(new Set(states.map((state) => state.id)).size).toBe(states.length);
    const words = states.flatMap((state) => (state.aliases ?? []).map((alias) => [alias, state.code] as const));
    expect(new Map(words).size, 'an alias means one state').toBe(
      new Set(words.map(([alias, code]) => `${alias}\u0000${code}`)).size,
    );
    for (const state of states) {
      expect(state.code).toBeGreaterThanOrEqual(quantity.plausible[0]);
      expect(state.code).toBeLessThanOrEqual(quantity.plausible[1]);
      expect(state.name.en).not.toBe('');
      expect(state.name.nl).not.toBe('');
      for (const spelling of [state.id, state.id.toUpperCase(), ...(state.aliases ?? [])]) {
        expect(stateByWire(quantity, spelling), spelling).toBe(state.code);
      }
      for (const alias of state.aliases ?? []) expect(alias).toBe(alias.toLowerCase());
    }
  });

  it.each(rules.map((entry) => [entry.name, entry] as const))('%s can be started as it stands', (_, { quantity, rule }) => {
    const started = startRun(instance({ type: rule.type, params: rule.params, priority: rule.priority }), null, {
      quantity: quantity.id,
      staleSeconds: quantity.staleSeconds,
    });
    expect(started.ok ? null : started.error).toBeNull();
    expect(priorities).toContain(rule.priority);
    for (const text of [rule.cause, rule.consequence, rule.response]) {
      if (text) expect(text.en !== '' && text.nl !== '' && text.en !== text.nl).toBe(true);
    }
    if (rule.priority === 'critical' || rule.priority === 'high') {
      if (rule.type !== 'limit' || quantity.id !== 'oil-temperature') expect(rule.response).toBeDefined();
    }
  });

  it.each(limits.map((entry) => [entry.name, entry] as const))(
    '%s lies inside what is plausible, with room to clear',
    (_, { quantity, rule }) => {
      const params = LimitParams.parse(rule.params);
      for (const { limit, direction } of bounds(params)) {
        expect(limit).toBeGreaterThanOrEqual(quantity.plausible[0]);
        expect(limit).toBeLessThanOrEqual(quantity.plausible[1]);
        const cleared = direction === 'high' ? limit - params.hysteresis : limit + params.hysteresis;
        expect(cleared).toBeGreaterThanOrEqual(quantity.plausible[0]);
        expect(cleared).toBeLessThanOrEqual(quantity.plausible[1]);
      }
      expect(quantity.sentinels?.some((value) => bounds(params).some(({ limit }) => limit === value)) ?? false).toBe(false);
      expect(
        params.dwellSeconds === 0 ||
          params.dwellSeconds >= Math.min(2 * quantity.intervalSeconds, 60) ||
          quantity.intervalSeconds <= 5,
      ).toBe(true);
    },
  );

  it('no default stale rule speaks before the value is stale', () => {
    const stale = rules.filter(({ rule }) => rule.type === 'stale');
    expect(stale.length).toBeGreaterThan(40);
    for (const { quantity, rule } of stale) expect(rule.params['afterSeconds']).toBe(quantity.staleSeconds);
  });
});
