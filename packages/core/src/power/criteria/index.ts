import { registryOf } from '../../registry.ts';
import type { Criterion } from '../verdict.ts';
import { attempts } from './attempts.ts';
import { autonomy } from './autonomy.ts';
import { backInAuto } from './back-in-auto.ts';
import { batteryBack } from './battery-back.ts';
import { blockLoad } from './block-load.ts';
import { bothWays } from './both-ways.ts';
import { dataComplete } from './data-complete.ts';
import { engineHealth } from './engine-health.ts';
import { explained } from './explained.ts';
import { fuelUse } from './fuel-use.ts';
import { interval } from './interval.ts';
import { loadProfileCriterion } from './load-profile.ts';
import { noFaults } from './no-faults.ts';
import { noStart } from './no-start.ts';
import { steadyBand } from './steady-band.ts';
import { timing } from './timing.ts';

/** A criterion whose parameters are known to itself only. */
export type AnyCriterion = Criterion<unknown>;

/** Safe because parameters reach `judge` only after the criterion's own schema. */
const forget = <Params>(criterion: Criterion<Params>): AnyCriterion => criterion as unknown as AnyCriterion;

/** Everything that can be asked of a run. To add one: a file beside this one and a line here. */
export const criteria: readonly AnyCriterion[] = [
  forget(explained),
  forget(dataComplete),
  forget(noFaults),
  forget(noStart),
  forget(attempts),
  forget(timing),
  forget(loadProfileCriterion),
  forget(interval),
  forget(bothWays),
  forget(steadyBand),
  forget(blockLoad),
  forget(engineHealth),
  forget(fuelUse),
  forget(batteryBack),
  forget(autonomy),
  forget(backInAuto),
];

const byId = registryOf('criteria', criteria);

export const criterionById = (id: string): AnyCriterion | null => byId.get(id) ?? null;
