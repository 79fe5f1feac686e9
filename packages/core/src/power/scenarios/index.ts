import { registryOf } from '../../registry.ts';
import type { Scenario } from './define.ts';
import * as site from './site-scenarios.ts';

export type { Expectation, Scenario } from './define.ts';
export { isSignOf, type Sign } from './sign.ts';

/** Everything that can be announced. To add one: a file or an export, and a line here. */
export const scenarios: readonly Scenario[] = [
  site.scenarioA,
  site.scenarioB,
  site.scenarioC,
  site.scenarioD,
  site.scenarioE,
  site.scenarioF,
  site.scenarioG,
  site.scenarioH,
];

const byId = registryOf('scenarios', scenarios);

export const scenarioById = (id: string): Scenario | null => byId.get(id) ?? null;
