import { defineScenario, expecting } from './define.ts';
import {
  betweenSources,
  coolingStops,
  discharging,
  engineRuns,
  fuelLow,
  mainsLost,
  moduleFails,
  moreLoad,
  onBattery,
  onGenerator,
  setBlocked,
  switchFails,
} from './sign.ts';

/** A UPS is on its battery until a set carries: the class of 60 s, and as much again for coming back (domain.md 6.3). */
const UNTIL_CARRIED = 2;
/** Longer than any open transition (domain.md 6.3, stage 5). */
const WHILE_SWITCHING = 1;
/** Cooling that is not back by then is on its way to the allowable limit (domain.md 6.4, B). */
const COOLING_BACK = 10;

const running = [
  expecting(engineRuns),
  expecting(onGenerator),
  expecting(betweenSources, WHILE_SWITCHING),
  expecting(onBattery, UNTIL_CARRIED),
];

export const scenarioA = defineScenario({
  id: 'A',
  name: { en: 'monthly run with load', nl: 'maandelijkse run met belasting' },
  of: ['genset', 'ats', 'ups', 'mains'],
  losesMains: false,
  expects: running,
});

export const scenarioB = defineScenario({
  id: 'B',
  name: { en: 'black building', nl: 'gebouw spanningsloos' },
  of: ['genset', 'ats', 'ups', 'mains', 'switchgear', 'cooler'],
  losesMains: true,
  expects: [...running, expecting(mainsLost), expecting(discharging), expecting(coolingStops, COOLING_BACK)],
});

export const scenarioC = defineScenario({
  id: 'C',
  name: { en: 'a genset fails to start', nl: 'een aggregaat start niet' },
  of: ['genset', 'ats', 'ups', 'mains'],
  losesMains: true,
  expects: [...running, expecting(mainsLost), expecting(discharging), expecting(setBlocked)],
});

export const scenarioD = defineScenario({
  id: 'D',
  name: { en: 'a UPS module fails', nl: 'een UPS-module valt uit' },
  of: ['ups'],
  losesMains: false,
  expects: [expecting(moduleFails), expecting(moreLoad)],
});

export const scenarioE = defineScenario({
  id: 'E',
  name: { en: 'a transfer switch fails', nl: 'een omschakelaar faalt' },
  of: ['ats', 'genset', 'ups', 'mains'],
  losesMains: true,
  expects: [...running, expecting(mainsLost), expecting(discharging), expecting(switchFails), expecting(moreLoad)],
});

export const scenarioF = defineScenario({
  id: 'F',
  name: { en: 'fuel low', nl: 'brandstof laag' },
  of: ['genset', 'fuel-tank'],
  losesMains: false,
  expects: [expecting(fuelLow)],
});

export const scenarioG = defineScenario({
  id: 'G',
  name: { en: 'battery discharge', nl: 'accuontlading' },
  of: ['ups', 'battery'],
  losesMains: false,
  expects: [expecting(onBattery), expecting(discharging)],
});

export const scenarioH = defineScenario({
  id: 'H',
  name: { en: 'mains flicker', nl: 'netdip' },
  of: ['mains', 'ats', 'genset', 'ups'],
  losesMains: true,
  expects: [expecting(mainsLost, 1), expecting(onBattery, 1)],
});
