import { calm } from './calm.ts';
import { coolerFailure } from './cooler-failure.ts';
import type { Scenario } from './define.ts';
import { gatewayLost } from './gateway-lost.ts';
import { humidityLow } from './humidity-low.ts';
import { hydrogenWhileCharging } from './hydrogen-while-charging.ts';
import { leakUnderFloor } from './leak-under-floor.ts';
import { mainsFailure } from './mains-failure.ts';
import { sensorStuck } from './sensor-stuck.ts';
import { smouldering } from './smouldering.ts';

/** Every story of the demo site. One more is one more file and one more line here. */
export const scenarios: readonly Scenario[] = [
  calm,
  coolerFailure,
  leakUnderFloor,
  hydrogenWhileCharging,
  humidityLow,
  gatewayLost,
  sensorStuck,
  mainsFailure,
  smouldering,
];

export const scenarioByName = (name: string): Scenario | undefined => scenarios.find((scenario) => scenario.name === name);
