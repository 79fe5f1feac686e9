import { limitRule, staleRule } from './default-rules.ts';
import { defineQuantity } from './define.ts';
import { wireSentinels } from './sentinel.ts';

/** Mains and UPS electricity. Input 230 V ±10 %, 50 Hz ±1 % (EN 50160); output ±1–2 % (domain.md 5). Other grids: edit the limits of the point. */
const base = { kind: 'number', sentinels: wireSentinels, intervalSeconds: 5, staleSeconds: 30 } as const;

const supply = {
  cause: { en: 'Disturbance or loss of the mains.', nl: 'Verstoring of uitval van het net.' },
  consequence: {
    en: 'The UPS goes to battery; the generator should start.',
    nl: 'De UPS gaat op accu; het noodstroomaggregaat hoort te starten.',
  },
  response: {
    en: 'Look at UPS and generator first, then call the grid operator.',
    nl: 'Kijk eerst naar UPS en noodstroomaggregaat, bel dan de netbeheerder.',
  },
  respondWithinMinutes: 5,
} as const;

const voltageLimits = {
  low: { warning: 212, critical: 207 },
  high: { warning: 248, critical: 253 },
  hysteresis: 2,
  dwellSeconds: 10,
  holdOffSeconds: 30,
};
const frequencyLimits = {
  low: { warning: 49.5, critical: 48 },
  high: { warning: 50.5, critical: 52 },
  hysteresis: 0.1,
  dwellSeconds: 10,
  holdOffSeconds: 30,
};

export const inputVoltage = defineQuantity({
  ...base,
  id: 'input-voltage',
  family: 'voltage',
  name: { en: 'input voltage', nl: 'ingangsspanning' },
  unit: 'V',
  plausible: [0, 1000],
  precision: 0,
  deadband: 1,
  defaults: [limitRule(voltageLimits, { priority: 'high', ...supply }), staleRule(30, 'low')],
  hints: ['input voltage', 'input l1 n voltage', 'ingangsspanning'],
});

export const outputVoltage = defineQuantity({
  ...base,
  id: 'output-voltage',
  family: 'voltage',
  name: { en: 'output voltage', nl: 'uitgangsspanning' },
  unit: 'V',
  plausible: [0, 1000],
  precision: 0,
  deadband: 0.5,
  defaults: [
    limitRule(
      {
        low: { warning: 225, critical: 218 },
        high: { warning: 235, critical: 242 },
        hysteresis: 1,
        dwellSeconds: 10,
        holdOffSeconds: 30,
      },
      {
        priority: 'critical',
        cause: {
          en: 'Inverter fault, overload, or bypass on a bad mains.',
          nl: 'Omvormerstoring, overbelasting, of bypass op een slecht net.',
        },
        consequence: { en: 'Equipment restarts or is damaged.', nl: 'Apparatuur herstart of raakt beschadigd.' },
        response: {
          en: 'Look at the UPS state; move load to the other feed.',
          nl: 'Kijk naar de UPS-toestand; verplaats belasting naar de andere voeding.',
        },
        respondWithinMinutes: 5,
      },
    ),
    staleRule(30, 'low'),
  ],
  hints: ['output voltage', 'uitgangsspanning'],
});

export const mainsVoltage = defineQuantity({
  ...base,
  id: 'mains-voltage',
  family: 'voltage',
  name: { en: 'mains voltage', nl: 'netspanning' },
  unit: 'V',
  plausible: [0, 1000],
  precision: 0,
  deadband: 1,
  headline: true,
  defaults: [limitRule(voltageLimits, { priority: 'critical', ...supply }), staleRule(30, 'medium')],
  hints: ['mains voltage', 'utility voltage', 'netspanning', 'mains l1', 'mains l2', 'mains l3'],
});

export const mainsFrequency = defineQuantity({
  ...base,
  id: 'mains-frequency',
  family: 'frequency',
  name: { en: 'mains frequency', nl: 'netfrequentie' },
  unit: 'Hz',
  plausible: [0, 70],
  precision: 2,
  deadband: 0.02,
  defaults: [limitRule(frequencyLimits, { priority: 'high', ...supply }), staleRule(30, 'low')],
  hints: ['mains frequency', 'input frequency', 'utility frequency', 'netfrequentie'],
});

export const frequency = defineQuantity({
  ...base,
  id: 'frequency',
  family: 'frequency',
  name: { en: 'frequency', nl: 'frequentie' },
  unit: 'Hz',
  plausible: [0, 440],
  sentinels: wireSentinels.filter((value) => value > 440 || value < 0),
  precision: 2,
  deadband: 0.02,
  defaults: [staleRule(30, 'low')],
  hints: ['frequency', 'output frequency', 'frequentie'],
});

export const voltage = defineQuantity({
  ...base,
  id: 'voltage',
  family: 'voltage',
  name: { en: 'voltage', nl: 'spanning' },
  unit: 'V',
  plausible: [-1000, 50_000],
  precision: 1,
  deadband: 0.5,
  defaults: [staleRule(30, 'low')],
  hints: ['voltage', 'spanning'],
});

export const current = defineQuantity({
  ...base,
  id: 'current',
  family: 'current',
  name: { en: 'current', nl: 'stroom' },
  unit: 'A',
  plausible: [-10_000, 10_000],
  sentinels: wireSentinels.filter((value) => Math.abs(value) > 10_000),
  precision: 1,
  deadband: 0.2,
  defaults: [staleRule(30, 'low')],
  hints: ['current', 'stroom', 'amperage', 'output current', 'input current'],
});

export const power = defineQuantity({
  ...base,
  id: 'power',
  family: 'power',
  name: { en: 'power', nl: 'vermogen' },
  unit: 'W',
  plausible: [-50_000_000, 50_000_000],
  sentinels: [-2147483648, 2147483647, 4294967295],
  precision: 0,
  deadband: 50,
  defaults: [staleRule(30, 'low')],
  hints: ['power', 'active power', 'realpower', 'ups realpower', 'vermogen', 'watt'],
});

export const apparentPower = defineQuantity({
  ...base,
  id: 'apparent-power',
  family: 'power',
  name: { en: 'apparent power', nl: 'schijnbaar vermogen' },
  unit: 'VA',
  plausible: [0, 50_000_000],
  sentinels: [2147483647, 4294967295],
  precision: 0,
  deadband: 50,
  defaults: [],
  hints: ['apparent power', 'ups power', 'schijnbaar vermogen'],
});

/** A counter that only grows; it has no sentinels because every number may be reached. */
export const energy = defineQuantity({
  kind: 'number',
  id: 'energy',
  family: 'energy',
  name: { en: 'energy', nl: 'energie' },
  unit: 'kWh',
  plausible: [0, 1e10],
  precision: 1,
  deadband: 0.1,
  intervalSeconds: 60,
  staleSeconds: 600,
  defaults: [],
  hints: ['energy', 'kwh', 'energie', 'total energy'],
});

export const powerFactor = defineQuantity({
  ...base,
  id: 'power-factor',
  family: 'power-factor',
  name: { en: 'power factor', nl: 'arbeidsfactor' },
  unit: '',
  plausible: [-1, 1],
  precision: 2,
  deadband: 0.01,
  defaults: [],
  hints: ['power factor', 'powerfactor', 'cos phi', 'pf'],
});
