import { staleRule, stateRule } from './default-rules.ts';
import { defineQuantity, type QuantityState } from './define.ts';

/** Water leak detection (domain.md 3): leak, cable break and loss of the sensor are three alarms. Delays 5/30 s, stale 180 s (domain.md 2.5). */
const wetGuidance = {
  cause: {
    en: 'Leaking pipe, coupling or humidifier, condensate tray overflowing, water from above or from cleaning.',
    nl: 'Lekkende leiding, koppeling of bevochtiger, overlopende condensbak, water van boven of van schoonmaak.',
  },
  consequence: {
    en: 'Water under a raised floor reaches power cables and equipment.',
    nl: 'Water onder een verhoogde vloer bereikt voedingskabels en apparatuur.',
  },
  response: {
    en: 'Go to the place shown, close the supply, keep away from wet cables, dry, and only then reset.',
    nl: 'Ga naar de getoonde plek, sluit de toevoer, blijf weg van natte kabels, droog, en herstel pas daarna.',
  },
  respondWithinMinutes: 5,
} as const;

const blindGuidance = {
  cause: { en: 'Cable or sensor broken, disconnected or dirty.', nl: 'Kabel of sensor gebroken, los of vervuild.' },
  consequence: { en: 'Leaks are not detected here.', nl: 'Lekkage wordt hier niet gedetecteerd.' },
  response: {
    en: 'Repair or clean; inspect the place by eye until then.',
    nl: 'Herstel of reinig; controleer de plek tot die tijd met het oog.',
  },
  respondWithinMinutes: 60,
} as const;

const dry: QuantityState = {
  code: 0,
  id: 'dry',
  name: { en: 'dry', nl: 'droog' },
  aliases: ['false', 'off', 'ok', 'normal', 'no leak', 'droog', 'clear'],
};
const wet: QuantityState = {
  code: 1,
  id: 'wet',
  name: { en: 'wet', nl: 'nat' },
  aliases: ['true', 'on', 'leak', 'alarm', 'leakage', 'nat', 'water', 'detected'],
};

const base = {
  family: 'leak',
  unit: '',
  kind: 'state',
  precision: 0,
  deadband: 0,
  intervalSeconds: 60,
  staleSeconds: 180,
  headline: true,
} as const;

export const leak = defineQuantity({
  ...base,
  id: 'leak',
  name: { en: 'water leak', nl: 'waterlek' },
  states: [dry, { code: 2, id: 'fault', name: { en: 'fault', nl: 'storing' }, aliases: ['error', 'trouble', 'storing'] }, wet],
  plausible: [0, 2],
  defaults: [
    stateRule(
      { bad: { wet: 'critical' }, keeps: ['fault'], dwellSeconds: 5, holdOffSeconds: 30 },
      { priority: 'critical', latching: true, ...wetGuidance },
    ),
    stateRule({ bad: { fault: 'critical' }, dwellSeconds: 5, holdOffSeconds: 30 }, { priority: 'high', ...blindGuidance }),
    staleRule(180, 'high'),
  ],
  hints: ['leak', 'water leak', 'water', 'moisture', 'lek', 'lekkage', 'waterlek', 'flood'],
});

export const leakRope = defineQuantity({
  ...base,
  id: 'leak-rope',
  name: { en: 'leak cable', nl: 'lekkabel' },
  states: [
    dry,
    {
      code: 5,
      id: 'contamination',
      name: { en: 'contaminated', nl: 'vervuild' },
      aliases: ['contaminated', 'dirty', 'vervuild', 'vervuiling'],
    },
    { code: 3, id: 'short', name: { en: 'short circuit', nl: 'kortsluiting' }, aliases: ['short circuit', 'kortsluiting'] },
    { code: 4, id: 'no-power', name: { en: 'no power', nl: 'geen voeding' }, aliases: ['no power', 'power loss', 'unpowered'] },
    {
      code: 2,
      id: 'cable-break',
      name: { en: 'cable break', nl: 'kabelbreuk' },
      aliases: ['break', 'cable break', 'err', 'error', 'fault', 'open', 'kabelbreuk', 'broken'],
    },
    wet,
  ],
  plausible: [0, 5],
  defaults: [
    stateRule(
      {
        bad: { wet: 'critical' },
        keeps: ['cable-break', 'short', 'no-power', 'contamination'],
        dwellSeconds: 5,
        holdOffSeconds: 30,
      },
      { priority: 'critical', latching: true, ...wetGuidance },
    ),
    stateRule(
      { bad: { 'cable-break': 'critical', short: 'critical', 'no-power': 'critical' }, dwellSeconds: 5, holdOffSeconds: 30 },
      { priority: 'critical', ...blindGuidance },
    ),
    stateRule(
      { bad: { contamination: 'critical' }, dwellSeconds: 5, holdOffSeconds: 30 },
      { priority: 'medium', ...blindGuidance, respondWithinMinutes: 1440 },
    ),
    staleRule(180, 'high'),
  ],
  hints: ['rope', 'leak rope', 'leak cable', 'rope state', 'lekkabel', 'sensing cable'],
});

/** Running metres to the first leak. "At least one leak, first at d": a controller reports only the first (domain.md 3). 0 or absent = none. */
export const leakDistance = defineQuantity({
  id: 'leak-distance',
  family: 'leak-distance',
  name: { en: 'distance to the leak', nl: 'afstand tot het lek' },
  unit: 'm',
  kind: 'number',
  plausible: [0, 2000],
  sentinels: [-1, 65535, 32767, 3276.7, 6553.5, -32768],
  precision: 1,
  deadband: 0.2,
  intervalSeconds: 60,
  staleSeconds: 180,
  defaults: [],
  isOccasional: true,
  hints: ['leak distance', 'rope distance', 'distance', 'lek afstand', 'distance m', 'distance cm'],
});
