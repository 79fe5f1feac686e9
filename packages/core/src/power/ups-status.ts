import { stateIdOf } from '../quantity/state-by-wire.ts';
import { upsState } from '../quantity/ups.ts';

/** What keeps a battery busy, as NUT's `battery.charger.status` and the tokens CHRG and DISCHRG say it. */
export type ChargerState = 'charging' | 'discharging' | 'floating' | 'resting';

/**
 * What a UPS says of itself. `state` is the gravest state as core's `ups-state` names it, null when nothing known was said. `isOnBattery`
 * speaks of the input line, `isTest` of a discharge that somebody ordered: an outage has the first without the second. `unknown` keeps words we
 * do not know: a driver may add some at any time.
 */
export interface UpsStatus {
  readonly state: string | null;
  readonly isOnBattery: boolean;
  readonly isTest: boolean;
  readonly charger: ChargerState | null;
  readonly unknown: readonly string[];
}

const KNOWN = 'OL OB LB HB RB CHRG DISCHRG BYPASS CAL OFF OVER TRIM BOOST FSD ALARM WAIT ECO TEST'.split(' ');
const CHARGERS: readonly ChargerState[] = ['charging', 'discharging', 'floating', 'resting'];

/** NUT variables of one UPS, as text. */
export interface NutUps {
  /** `ups.status`: a set of words. */
  readonly status: string;
  /** `battery.charger.status`, which takes the place of CHRG and DISCHRG. */
  readonly charger?: string;
  /** `ups.mode`: online, line-interactive, bypass. */
  readonly mode?: string;
  /** `ups.test.result`: free text of the driver; one that is "in progress" is a test. */
  readonly testResult?: string;
}

/**
 * State out of the token set (domain.md 5), gravest first. OL and OB speak of the input line only; LB counts on battery only, for a
 * battery that charges again is low too; a calibration or self-test is no outage.
 */
export function upsByNut(ups: NutUps): UpsStatus {
  const said = ups.status
    .trim()
    .toUpperCase()
    .split(/\s+/)
    .filter((token) => token !== '');
  const tokens = new Set(said);
  const has = (token: string) => tokens.has(token);
  const isTest = has('CAL') || has('TEST') || /in progress/i.test(ups.testResult ?? '');
  const mode = ups.mode?.trim().toLowerCase();
  const stateOf = (): string | null => {
    if (has('OFF')) return 'output_off';
    if ((has('OB') && has('LB')) || has('FSD')) return 'low_battery';
    if (has('BYPASS') || mode === 'bypass') return 'on_bypass';
    if (has('OVER')) return 'overload';
    if (isTest) return 'test_running';
    if (has('OB')) return 'on_battery';
    if (has('RB')) return 'replace_battery';
    if (has('ALARM')) return 'alarm';
    if (has('ECO') || (has('OL') && mode === 'line-interactive')) return 'degraded';
    return has('OL') ? 'on_line' : null;
  };
  return {
    state: stateOf(),
    isOnBattery: has('OB'),
    isTest,
    charger: CHARGERS.find((one) => one === ups.charger?.trim().toLowerCase()) ?? chargerByTokens(tokens),
    unknown: [...tokens].filter((token) => !KNOWN.includes(token)),
  };
}

const chargerByTokens = (tokens: ReadonlySet<string>): ChargerState | null =>
  tokens.has('DISCHRG') ? 'discharging' : tokens.has('CHRG') ? 'charging' : null;

/** What a stored state of a UPS means for the battery. `test` is a planned discharge, `battery` a real one. */
export type UpsPhase = 'line' | 'battery' | 'test' | 'low' | 'off';

/** Phase of a UPS by the code of its stored state; null for a code the catalogue does not know. */
export function upsPhase(code: number): UpsPhase | null {
  const id = stateIdOf(upsState, code);
  if (id === null) return null;
  if (id === 'on_battery') return 'battery';
  if (id === 'test_running') return 'test';
  if (id === 'low_battery') return 'low';
  return id === 'output_off' ? 'off' : 'line';
}
