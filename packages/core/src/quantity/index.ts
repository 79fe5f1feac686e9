import { registryOf } from '../registry.ts';
import * as access from './access.ts';
import * as airQuality from './air-quality.ts';
import * as cooler from './cooler.ts';
import type { Quantity } from './define.ts';
import * as deviceHealth from './device-health.ts';
import * as electrical from './electrical.ts';
import * as fire from './fire.ts';
import * as gas from './gas.ts';
import * as generic from './generic.ts';
import * as genset from './genset.ts';
import * as humidity from './humidity.ts';
import * as hydrogen from './hydrogen.ts';
import * as leak from './leak.ts';
import * as minutesLeft from './minutes-left.ts';
import * as oxygen from './oxygen.ts';
import * as pressure from './pressure.ts';
import * as redundancy from './redundancy.ts';
import * as smoke from './smoke.ts';
import * as temperature from './temperature.ts';
import * as ups from './ups.ts';

/** Every quantity. To add one: an export in the file of its kind, or a new file and a line here. Files export quantities and nothing else. */
export const quantities: readonly Quantity[] = [
  temperature,
  humidity,
  pressure,
  hydrogen,
  oxygen,
  gas,
  airQuality,
  smoke,
  leak,
  fire,
  access,
  ups,
  electrical,
  genset,
  cooler,
  redundancy,
  minutesLeft,
  deviceHealth,
  generic,
].flatMap((file): readonly Quantity[] => Object.values(file));

const byId = registryOf('quantities', quantities);

export const quantityById = (id: string): Quantity | null => byId.get(id) ?? null;
