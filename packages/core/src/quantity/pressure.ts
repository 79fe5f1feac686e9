import { limitRule, staleRule } from './default-rules.ts';
import { defineQuantity } from './define.ts';
import { wireSentinels } from './sentinel.ts';

/** Pressure of a contained aisle against its surroundings. Limits: domain.md 2.5. */
export const differentialPressure = defineQuantity({
  id: 'differential-pressure',
  family: 'pressure',
  name: { en: 'differential pressure', nl: 'drukverschil' },
  unit: 'Pa',
  kind: 'number',
  plausible: [-50, 50],
  sentinels: wireSentinels,
  precision: 1,
  deadband: 0.2,
  intervalSeconds: 10,
  staleSeconds: 60,
  defaults: [
    limitRule(
      {
        low: { warning: 1, critical: 0 },
        high: { warning: 15, critical: 25 },
        hysteresis: 1,
        dwellSeconds: 120,
        holdOffSeconds: 120,
      },
      {
        priority: 'medium',
        cause: {
          en: 'Door of the containment open, cooler fan stopped or too fast.',
          nl: 'Deur van de gangafscheiding open, ventilator gestopt of te snel.',
        },
        consequence: {
          en: 'Below zero hot air flows back to the inlets.',
          nl: 'Onder nul stroomt warme lucht terug naar de inlaten.',
        },
        response: {
          en: 'Check doors and panels of the aisle, then fan speeds.',
          nl: 'Controleer deuren en panelen van de gang, daarna de toerentallen.',
        },
        respondWithinMinutes: 30,
      },
    ),
    staleRule(60, 'low'),
  ],
  hints: ['differential pressure', 'diff pressure', 'dp', 'delta p', 'drukverschil', 'containment pressure'],
});

/** Air pressure. No limits: weather. */
export const barometricPressure = defineQuantity({
  id: 'barometric-pressure',
  family: 'pressure',
  name: { en: 'air pressure', nl: 'luchtdruk' },
  unit: 'hPa',
  kind: 'number',
  plausible: [500, 1100],
  sentinels: wireSentinels,
  precision: 0,
  deadband: 0.5,
  intervalSeconds: 300,
  staleSeconds: 1800,
  defaults: [],
  hints: ['pressure', 'barometer', 'air pressure', 'luchtdruk', 'seapressure'],
});

/** Pressure of a liquid loop. Limits depend on the plant: none by default. */
export const waterPressure = defineQuantity({
  id: 'water-pressure',
  family: 'pressure',
  name: { en: 'water pressure', nl: 'waterdruk' },
  unit: 'kPa',
  kind: 'number',
  plausible: [-100, 2000],
  sentinels: wireSentinels,
  precision: 0,
  deadband: 2,
  intervalSeconds: 30,
  staleSeconds: 180,
  defaults: [staleRule(180, 'low')],
  hints: ['water pressure', 'loop pressure', 'waterdruk'],
});
