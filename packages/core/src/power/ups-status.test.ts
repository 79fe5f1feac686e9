import { describe, expect, it } from 'vitest';
import { stateByWire } from '../quantity/state-by-wire.ts';
import { upsState } from '../quantity/ups.ts';
import { upsByNut, upsPhase } from './ups-status.ts';

const codeOf = (id: string) => upsState.states?.find((state) => state.id === id)?.code ?? -1;

describe('the state of a UPS by the words of NUT', () => {
  it.each([
    ['OL', 'on_line'],
    ['OL CHRG', 'on_line'],
    ['OL CHRG LB', 'on_line'],
    ['OL TRIM', 'on_line'],
    ['OB DISCHRG', 'on_battery'],
    ['OB LB', 'low_battery'],
    ['FSD OB LB', 'low_battery'],
    ['OL BYPASS', 'on_bypass'],
    ['OL OVER', 'overload'],
    ['ALARM OL RB', 'replace_battery'],
    ['ALARM OL', 'alarm'],
    ['OL ECO', 'degraded'],
    ['OB CAL DISCHRG', 'test_running'],
    ['OFF', 'output_off'],
    ['ol madeup', 'on_line'],
    ['WAIT', null],
    ['', null],
  ])('takes the tokens "%s" for %s', (status, state) => {
    expect(upsByNut({ status }).state).toBe(state);
    if (state !== null) expect(stateByWire(upsState, state)).toBe(codeOf(state));
  });

  it('keeps words it does not know', () => {
    expect(upsByNut({ status: 'OL NEWTOKEN CHRG' })).toMatchObject({ state: 'on_line', unknown: ['NEWTOKEN'] });
  });

  it('tells a planned discharge from an outage', () => {
    expect(upsByNut({ status: 'OB DISCHRG' })).toMatchObject({ isOnBattery: true, isTest: false, state: 'on_battery' });
    expect(upsByNut({ status: 'OB DISCHRG CAL' })).toMatchObject({ isOnBattery: true, isTest: true, state: 'test_running' });
    const selfTest = upsByNut({ status: 'OB DISCHRG', testResult: 'In progress' });
    expect(selfTest).toMatchObject({ isTest: true, state: 'test_running' });
    expect(upsByNut({ status: 'OL', testResult: 'Done and passed' }).isTest).toBe(false);
  });

  it('believes the charger before the tokens that it replaces, and knows the mode', () => {
    expect(upsByNut({ status: 'OL CHRG', charger: 'floating' }).charger).toBe('floating');
    expect(upsByNut({ status: 'OL CHRG' }).charger).toBe('charging');
    expect(upsByNut({ status: 'OL', charger: 'asleep' }).charger).toBeNull();
    expect(upsByNut({ status: 'OL', mode: 'line-interactive' }).state).toBe('degraded');
    expect(upsByNut({ status: 'OL', mode: 'bypass' }).state).toBe('on_bypass');
  });
});

describe('what a stored state means for the battery', () => {
  it.each([
    ['on_line', 'line'],
    ['on_bypass', 'line'],
    ['on_battery', 'battery'],
    ['test_running', 'test'],
    ['low_battery', 'low'],
    ['output_off', 'off'],
  ])('%s is %s', (id, phase) => {
    expect(upsPhase(codeOf(id))).toBe(phase);
  });

  it('is unknown for a code that the catalogue does not have', () => {
    expect(upsPhase(77)).toBeNull();
  });
});
