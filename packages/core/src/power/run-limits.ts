import { BatteryBackParams } from './criteria/battery-back.ts';
import { LoadProfileParams } from './criteria/load-profile.ts';
import { SteadyBandParams } from './criteria/steady-band.ts';
import type { PowerQuantity } from './observation.ts';
import type { RuleSet } from './rule-set.ts';
import { hasRun, type RunRecord } from './run.ts';

export type RunLimits = Readonly<Partial<Record<PowerQuantity, readonly number[]>>>;

/** Limits of a rule set that can be drawn as lines over what was measured in a run, by quantity and in its unit, ascending. */
export function limitsIn(run: RunRecord, set: RuleSet): RunLimits {
  const params = (criterion: string) => set.lines.filter((line) => line.criterion === criterion).map((line) => line.params);
  const bands = params('steady-band').map((each) => SteadyBandParams.parse(each));
  const shares = params('load-profile').flatMap((each) => LoadProfileParams.parse(each).steps.map(({ share }) => share));
  const plates = run.sets.filter(hasRun).flatMap(({ ratedKw }) => ratedKw ?? []);
  const charges = params('battery-back').map((each) => BatteryBackParams.parse(each).leastPercent);
  const around = (nominal: number, share: number) => [nominal * (1 - share), nominal * (1 + share)];
  return {
    'generator-power': inOrder(shares.flatMap((share) => plates.map((kw) => share * kw))),
    'generator-voltage': inOrder(bands.flatMap(({ nominalVolts, voltsShare }) => around(nominalVolts, voltsShare))),
    'generator-frequency': inOrder(bands.flatMap(({ nominalHz, hzShare }) => around(nominalHz, hzShare))),
    'battery-charge': inOrder(charges),
  };
}

const inOrder = (values: readonly number[]): readonly number[] =>
  [...new Set(values.map((value) => +value.toFixed(3)))].toSorted((a, b) => a - b);
