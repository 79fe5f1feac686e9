import { describe, expect, it } from 'vitest';
import { stateByWire } from '../quantity/state-by-wire.ts';
import { upsState } from '../quantity/ups.ts';
import { upsByMib, upsByNut, upsPhase } from './ups-status.ts';

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

describe('the state of a UPS by the numbers of RFC 1628', () => {
  it.each([
    [{ outputSource: 3, batteryStatus: 2 }, 'on_line'],
    [{ outputSource: 5, batteryStatus: 2 }, 'on_battery'],
    [{ outputSource: 5, batteryStatus: 3 }, 'low_battery'],
    [{ outputSource: 3, batteryStatus: 3 }, 'on_line'],
    [{ outputSource: 5, alarms: [2, 4] }, 'low_battery'],
    [{ outputSource: 4 }, 'on_bypass'],
    [{ outputSource: 3, alarms: [8] }, 'overload'],
    [{ outputSource: 5, testResult: 5 }, 'test_running'],
    [{ outputSource: 3, alarms: [24] }, 'test_running'],
    [{ outputSource: 3, alarms: [1] }, 'replace_battery'],
    [{ outputSource: 3, alarms: [16] }, 'alarm'],
    [{ outputSource: 3, alarms: [22] }, 'on_line'],
    [{ outputSource: 2 }, 'output_off'],
    [{ outputSource: 6 }, 'on_line'],
    [{ outputSource: 1 }, null],
    [{}, null],
  ])('takes %j for %s', (mib, state) => {
    expect(upsByMib(mib).state).toBe(state);
  });

  it('keeps alarms it does not know and takes them for no state', () => {
    expect(upsByMib({ outputSource: 3, alarms: [99] })).toMatchObject({ state: 'on_line', unknown: ['99'] });
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
