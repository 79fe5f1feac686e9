import { limitRule, staleRule } from './default-rules.ts';
import { defineQuantity } from './define.ts';
import { temperatureSentinels, wireSentinels } from './sentinel.ts';

/** Relative humidity. Limits: domain.md 2.5; class A1 allows 8 % to 80 % RH (ASHRAE TC 9.9, 2021; domain.md 1). */
export const relativeHumidity = defineQuantity({
  id: 'relative-humidity',
  family: 'humidity',
  name: { en: 'relative humidity', nl: 'relatieve vochtigheid' },
  unit: '%',
  kind: 'number',
  plausible: [0, 100],
  sentinels: wireSentinels,
  step: 20,
  precision: 0,
  deadband: 0.5,
  intervalSeconds: 60,
  staleSeconds: 300,
  defaults: [
    limitRule(
      {
        low: { warning: 10, critical: 8 },
        high: { warning: 65, critical: 80 },
        hysteresis: 3,
        dwellSeconds: 300,
        holdOffSeconds: 300,
      },
      {
        priority: 'medium',
        cause: {
          en: 'Humidifier or dehumidifier fault, outside air, water in the room, or simply a temperature that moved.',
          nl: 'Storing in bevochtiger of ontvochtiger, buitenlucht, water in de ruimte, of alleen een temperatuur die is verschoven.',
        },
        consequence: {
          en: 'Dry: static discharge. Damp: corrosion and condensation.',
          nl: 'Droog: statische ontlading. Vochtig: corrosie en condens.',
        },
        response: {
          en: 'Look at the dew point first: if that is steady, only the temperature changed.',
          nl: 'Kijk eerst naar het dauwpunt: is dat stabiel, dan is alleen de temperatuur veranderd.',
        },
        respondWithinMinutes: 60,
      },
    ),
    staleRule(300, 'low'),
  ],
  hints: ['humidity', 'relative humidity', 'rh', 'vochtigheid', 'luchtvochtigheid', 'hum'],
});

/** Dew point, derived or measured. Limits: domain.md 2.5 and 1 (recommended −9 to 15 °C, class A1 allowable −12 to 17 °C). */
export const dewPointQuantity = defineQuantity({
  id: 'dew-point',
  family: 'dew-point',
  name: { en: 'dew point', nl: 'dauwpunt' },
  unit: '°C',
  kind: 'number',
  plausible: [-40, 40],
  sentinels: temperatureSentinels,
  precision: 1,
  deadband: 0.1,
  intervalSeconds: 60,
  staleSeconds: 300,
  headline: true,
  defaults: [
    limitRule(
      {
        low: { warning: -9, critical: -12 },
        high: { warning: 15, critical: 17 },
        hysteresis: 0.5,
        dwellSeconds: 300,
        holdOffSeconds: 300,
      },
      {
        priority: 'high',
        cause: {
          en: 'Outside air, humidifier or dehumidifier fault, water on the floor.',
          nl: 'Buitenlucht, storing in bevochtiger of ontvochtiger, water op de vloer.',
        },
        consequence: {
          en: 'High: condensation on cold pipes and surfaces. Low: static discharge.',
          nl: 'Hoog: condens op koude leidingen en oppervlakken. Laag: statische ontlading.',
        },
        response: {
          en: 'Compare with the coldest pipe in the room; check dampers, humidifier and leak detection.',
          nl: 'Vergelijk met de koudste leiding in de ruimte; controleer kleppen, bevochtiger en waterlekdetectie.',
        },
        respondWithinMinutes: 30,
      },
    ),
    staleRule(300, 'low'),
  ],
  hints: ['dew point', 'dewpoint', 'dauwpunt'],
});
