import { registryOf } from '../../../registry.ts';
import type { TestKind } from '../test-kind.ts';
import { batteryDischarge } from './battery-discharge.ts';
import { blackBuilding } from './black-building.ts';
import { fuelLow } from './fuel-low.ts';
import { fuelSample } from './fuel-sample.ts';
import { gensetFails } from './genset-fails.ts';
import { mainsFlicker } from './mains-flicker.ts';
import { monthlyLoaded } from './monthly-loaded.ts';
import { monthlyTransfer } from './monthly-transfer.ts';
import { switchFails } from './switch-fails.ts';
import { thirtySixMonths } from './thirty-six-months.ts';
import { upsModuleFails } from './ups-module-fails.ts';
import { weeklyInspection } from './weekly-inspection.ts';
import { yearlyLoadBank } from './yearly-load-bank.ts';

/** Everything that can be planned, the most frequent first. To add one: a file beside this one and a line here. */
export const testKinds: readonly TestKind[] = [
  weeklyInspection,
  monthlyLoaded,
  monthlyTransfer,
  yearlyLoadBank,
  batteryDischarge,
  blackBuilding,
  mainsFlicker,
  gensetFails,
  upsModuleFails,
  switchFails,
  fuelLow,
  fuelSample,
  thirtySixMonths,
];

const byId = registryOf('kinds of tests', testKinds);

export const testKindById = (id: string): TestKind | null => byId.get(id) ?? null;
