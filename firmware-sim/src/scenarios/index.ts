import { batteryTest } from './battery-test.ts';
import { blackBuilding } from './black-building.ts';
import { calm } from './calm.ts';
import { coolerFailure } from './cooler-failure.ts';
import { coolingLost } from './cooling-lost.ts';
import type { Scenario } from './define.ts';
import { fuelLeak } from './fuel-leak.ts';
import { gatewayLost } from './gateway-lost.ts';
import { gensetFailsToStart } from './genset-fails-to-start.ts';
import { humidityLow } from './humidity-low.ts';
import { hydrogenWhileCharging } from './hydrogen-while-charging.ts';
import { leakUnderFloor } from './leak-under-floor.ts';
import { mainsFailure } from './mains-failure.ts';
import { mainsFlicker } from './mains-flicker.ts';
import { monthlyTest } from './monthly-test.ts';
import { sensorStuck } from './sensor-stuck.ts';
import { smouldering } from './smouldering.ts';
import { switchFails } from './switch-fails.ts';
import { upsModuleFails } from './ups-module-fails.ts';

/** Every story of the demo site. One more is one more file and one more line here. */
export const scenarios: readonly Scenario[] = [
  calm,
  coolerFailure,
  coolingLost,
  leakUnderFloor,
  hydrogenWhileCharging,
  humidityLow,
  gatewayLost,
  sensorStuck,
  mainsFailure,
  monthlyTest,
  blackBuilding,
  gensetFailsToStart,
  upsModuleFails,
  switchFails,
  fuelLeak,
  batteryTest,
  mainsFlicker,
  smouldering,
];

export const scenarioByName = (name: string): Scenario | undefined => scenarios.find((scenario) => scenario.name === name);
