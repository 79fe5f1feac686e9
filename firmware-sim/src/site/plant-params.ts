import type { HallParams } from '../physics/hall.ts';
import type { PlantParams } from '../physics/plant.ts';

const hall = (letter: 'a' | 'b', itLoadKw: number): HallParams => ({
  coolers: [1, 2, 3, 4].map((number) => `crah-${letter}${number}`),
  itLoadKw,
  serverRiseK: 11,
  coolerMaxKgPerSecond: 4.2,
  coilEffectiveness: 0.75,
  setpointC: 21,
  coldKjPerK: 400,
  hotKjPerK: 600,
  massKjPerK: 6000,
  massCouplingKw: 6,
  airKg: 1000,
});

/** The fixed facts of "Rotterdam 1": three of the four air handlers of a hall carry its load; each UPS can carry everything. */
export const rotterdamParams: PlantParams = {
  halls: { 'hall-a': hall('a', 120), 'hall-b': hall('b', 105) },
  battery: { volumeM3: 120, cells: 480, capacityAh: 200, fanM3PerHour: 160, naturalM3PerHour: 8 },
  chiller: { restartSeconds: 240, waterKjPerK: 12_000 },
  ups: {
    'ups-a': { ratedKw: 320, batteryKwh: 40, chargeKw: 8 },
    'ups-b': { ratedKw: 320, batteryKwh: 40, chargeKw: 8 },
  },
  ats: { startDelaySeconds: 3, breakSeconds: 1, qualifySeconds: 300 },
  gensets: {
    'genset-1': {
      ratedKw: 500,
      tankLitres: 5000,
      crankSeconds: 3,
      runUpSeconds: 4,
      coolDownSeconds: 240,
    },
    'genset-2': {
      ratedKw: 500,
      tankLitres: 5000,
      crankSeconds: 4,
      runUpSeconds: 5,
      coolDownSeconds: 240,
    },
  },
  doors: {
    'hall-a-door-1': { meanSeconds: 2400, hall: 'hall-a' },
    'hall-a-door-2': { meanSeconds: 5400, hall: 'hall-a' },
    'hall-b-door-1': { meanSeconds: 2700, hall: 'hall-b' },
    'hall-b-door-2': { meanSeconds: 6000, hall: 'hall-b' },
    'battery-room-door': { meanSeconds: 14_400 },
    'ups-room-door': { meanSeconds: 7200 },
    'gas-room-door': { meanSeconds: 20_000 },
    'loading-bay-door': { meanSeconds: 1800 },
    'entrance-door': { meanSeconds: 600 },
  },
  ropes: ['hall-a-rope', 'hall-b-rope', 'battery-rope', 'ups-rope', 'corridor-floor', 'tank-bund'],
  smokeZones: ['hall-a', 'hall-b', 'ups-room', 'battery-room'],
};
