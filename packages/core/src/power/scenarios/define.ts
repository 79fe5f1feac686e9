import type { Words } from '../../quantity/define.ts';
import type { EquipmentKind } from '../../site/location.ts';
import type { Sign } from './sign.ts';

/** A sign that a scenario expects. `mostMinutes`: an alarm of it that lasts longer is a real one; null: as long as the test. */
export interface Expectation {
  readonly sign: Sign;
  readonly mostMinutes: number | null;
}

/** What is tried out, domain.md 6.4. `of`: equipment that takes part in it; `losesMains`: the mains is taken away on purpose. */
export interface Scenario {
  readonly id: string;
  readonly name: Words;
  readonly of: readonly EquipmentKind[];
  readonly losesMains: boolean;
  readonly expects: readonly Expectation[];
}

export const defineScenario = (scenario: Scenario): Scenario => scenario;

export const expecting = (sign: Sign, mostMinutes: number | null = null): Expectation => ({ sign, mostMinutes });
