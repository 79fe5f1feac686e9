import { limitRule, staleRule } from './default-rules.ts';
import { defineQuantity } from './define.ts';
import { wireSentinels } from './sentinel.ts';

const base = { kind: 'number', sentinels: wireSentinels, intervalSeconds: 60, staleSeconds: 300 } as const;

/** Volatile organic compounds: off-gas of Li-ion cells comes before smoke (domain.md 2.1). Limits are site limits; the step is what matters. */
export const volatileOrganicCompounds = defineQuantity({
  ...base,
  id: 'volatile-organic-compounds',
  family: 'voc',
  name: { en: 'volatile organic compounds', nl: 'vluchtige organische stoffen' },
  unit: 'ppb',
  plausible: [0, 60_000],
  sentinels: wireSentinels.filter((value) => value > 60_000 || value < 0),
  precision: 0,
  deadband: 10,
  defaults: [
    limitRule(
      { high: { warning: 2200, critical: 10_000 }, hysteresis: 100, dwellSeconds: 120, holdOffSeconds: 300 },
      {
        priority: 'high',
        cause: {
          en: 'Solvents, overheated cables, or off-gas of a battery cell.',
          nl: 'Oplosmiddelen, oververhitte kabels, of gas uit een accucel.',
        },
        consequence: {
          en: 'In a Li-ion room this can come minutes before smoke.',
          nl: 'In een Li-ion-ruimte kan dit minuten vóór rook komen.',
        },
        response: {
          en: 'Look at smoke detection and battery temperatures; go and smell only in pairs.',
          nl: 'Kijk naar rookdetectie en accutemperaturen; ga alleen met zijn tweeën ruiken.',
        },
        respondWithinMinutes: 15,
      },
    ),
    staleRule(300, 'low'),
  ],
  hints: ['voc', 'tvoc', 'volatile', 'off gas', 'offgas'],
});

/** Fine dust. EN ISO 14644-1 class 8 is counted in particles; a PM2.5 sensor only shows change. Limits are site limits. */
export const particulate = defineQuantity({
  ...base,
  id: 'particulate',
  family: 'particulate',
  name: { en: 'particulate matter', nl: 'fijnstof' },
  unit: 'ug/m3',
  plausible: [0, 10_000],
  precision: 0,
  deadband: 1,
  defaults: [
    limitRule(
      { high: { warning: 50, critical: 150 }, hysteresis: 5, dwellSeconds: 300, holdOffSeconds: 300 },
      {
        priority: 'medium',
        cause: { en: 'Building work, a broken filter, outside air.', nl: 'Bouwwerk, een kapot filter, buitenlucht.' },
        consequence: { en: 'False smoke alarms; dust in equipment.', nl: 'Valse rookmeldingen; stof in apparatuur.' },
        response: { en: 'Stop dusty work, check filters.', nl: 'Stop stoffig werk, controleer filters.' },
        respondWithinMinutes: 60,
      },
    ),
    staleRule(300, 'low'),
  ],
  hints: ['pm25', 'pm2 5', 'pm10', 'particulate', 'dust', 'fijnstof'],
});

const corrosion = {
  ...base,
  family: 'corrosion',
  unit: 'A/30d',
  plausible: [0, 50_000],
  sentinels: wireSentinels.filter((value) => value > 50_000 || value < 0),
  precision: 0,
  deadband: 5,
  intervalSeconds: 3600,
  staleSeconds: 10_800,
} as const;

const corrosionGuidance = {
  priority: 'medium',
  cause: { en: 'Sulphur or chlorine in the air, together with humidity.', nl: 'Zwavel of chloor in de lucht, samen met vocht.' },
  consequence: {
    en: 'Above class G1 the recommended humidity limit drops from 70 % to 50 %.',
    nl: 'Boven klasse G1 daalt de aanbevolen vochtgrens van 70 % naar 50 %.',
  },
  response: {
    en: 'Check chemical filters and outside air; plan a coupon test.',
    nl: 'Controleer chemische filters en buitenlucht; plan een coupontest.',
  },
  respondWithinMinutes: 1440,
} as const;

/** Reactivity of copper: G1 under 300, G2 under 1000 Å in 30 days (ISA-71.04-2013; domain.md 2.3). */
export const corrosionCopper = defineQuantity({
  ...corrosion,
  id: 'corrosion-copper',
  name: { en: 'copper corrosion', nl: 'corrosie koper' },
  defaults: [
    limitRule(
      { high: { warning: 300, critical: 1000 }, hysteresis: 20, dwellSeconds: 7200, holdOffSeconds: 7200 },
      corrosionGuidance,
    ),
  ],
  hints: ['copper', 'copper corrosion', 'koper'],
});

/** Reactivity of silver: G1 under 200, G2 under 1000 Å in 30 days (ISA-71.04-2013; domain.md 2.3). */
export const corrosionSilver = defineQuantity({
  ...corrosion,
  id: 'corrosion-silver',
  name: { en: 'silver corrosion', nl: 'corrosie zilver' },
  defaults: [
    limitRule(
      { high: { warning: 200, critical: 1000 }, hysteresis: 20, dwellSeconds: 7200, holdOffSeconds: 7200 },
      corrosionGuidance,
    ),
  ],
  hints: ['silver', 'silver corrosion', 'zilver'],
});

/** Air flow of a cooler, a duct or an aspirating detector's pipe. Depends on the plant: no limits by default. */
export const airflow = defineQuantity({
  ...base,
  id: 'airflow',
  family: 'airflow',
  name: { en: 'air flow', nl: 'luchtdebiet' },
  unit: 'm3/h',
  plausible: [0, 250_000],
  sentinels: wireSentinels.filter((value) => value < 0),
  precision: 0,
  deadband: 20,
  intervalSeconds: 30,
  staleSeconds: 180,
  defaults: [staleRule(180, 'low')],
  hints: ['airflow', 'air flow', 'luchtdebiet', 'volume flow'],
});

/** The same measured as mass. Without the kind of vapour it cannot be converted to ppb; limits are site limits. */
export const volatileOrganicCompoundsMass = defineQuantity({
  ...base,
  id: 'volatile-organic-compounds-mass',
  family: 'voc',
  name: { en: 'volatile organic compounds, mass', nl: 'vluchtige organische stoffen, massa' },
  unit: 'ug/m3',
  plausible: [0, 200_000],
  sentinels: wireSentinels.filter((value) => value > 200_000 || value < 0),
  precision: 0,
  deadband: 20,
  defaults: [staleRule(300, 'low')],
  hints: ['voc', 'tvoc', 'volatile'],
});
