import type { FaultOrder } from '../faults/board.ts';
import type { Words } from '../faults/define.ts';
import type { Knobs } from '../physics/plant.ts';

/** Something happens, `atSeconds` of simulated time after the scenario began. Steps are in order of time. */
export interface ScenarioStep {
  readonly atSeconds: number;
  /** And not before this many seconds on the clocks of the devices: however fast the physics run, the delays of alarms run out first. */
  readonly clockSeconds?: number;
  readonly say: Words;
  readonly turn?: (knobs: Knobs) => Knobs;
  readonly faults?: readonly FaultOrder[];
}

/**
 * What a monitor should notice: the channel behind `tag` passes `limit` in the direction `is` within the time given. `kind: 'silence'`
 * means that nothing comes from the device any more. Delays of alarms come on top.
 */
export type Expectation =
  | {
      readonly kind: 'value';
      readonly tag: string;
      readonly is: 'above' | 'below';
      readonly limit: number;
      readonly withinSeconds: number;
    }
  | { readonly kind: 'state'; readonly tag: string; readonly is: string | boolean; readonly withinSeconds: number }
  | { readonly kind: 'silence'; readonly device: string; readonly withinSeconds: number }
  | { readonly kind: 'frozen'; readonly tag: string; readonly withinSeconds: number };

/** A story that the demo site can go through. */
export interface Scenario {
  readonly name: string;
  readonly title: Words;
  readonly description: Words;
  readonly steps: readonly ScenarioStep[];
  readonly expects: readonly Expectation[];
}

export const defineScenario = (scenario: Scenario): Scenario => scenario;
