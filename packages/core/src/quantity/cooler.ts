import { staleRule, stateRule } from './default-rules.ts';
import { defineQuantity } from './define.ts';
import { wireSentinels } from './sentinel.ts';

/** Cooling units (CRAC, CRAH, chiller). States are our design: a unit in hand or standby is told apart from a stopped one (domain.md 7). */
export const coolerState = defineQuantity({
  id: 'cooler-state',
  family: 'cooler-state',
  name: { en: 'cooler state', nl: 'toestand koelunit' },
  unit: '',
  kind: 'state',
  states: [
    {
      code: 1,
      id: 'running',
      name: { en: 'running', nl: 'in bedrijf' },
      aliases: ['on', 'run', 'true', 'cooling', 'ok', 'normal', 'unit on'],
    },
    { code: 2, id: 'standby', name: { en: 'standby', nl: 'reserve' }, aliases: ['stand-by', 'idle', 'ready'] },
    { code: 5, id: 'manual', name: { en: 'by hand', nl: 'handbediend' }, aliases: ['hand', 'local'] },
    { code: 4, id: 'maintenance', name: { en: 'maintenance', nl: 'onderhoud' }, aliases: ['service', 'onderhoud'] },
    { code: 0, id: 'stopped', name: { en: 'stopped', nl: 'gestopt' }, aliases: ['off', 'stop', 'false', 'unit off'] },
    { code: 3, id: 'fault', name: { en: 'fault', nl: 'storing' }, aliases: ['alarm', 'error', 'trip', 'failed', 'storing'] },
  ],
  plausible: [0, 5],
  precision: 0,
  deadband: 0,
  intervalSeconds: 30,
  staleSeconds: 180,
  headline: true,
  defaults: [
    stateRule(
      {
        bad: { fault: 'critical', stopped: 'critical', manual: 'warning' },
        keeps: ['maintenance'],
        dwellSeconds: 10,
        holdOffSeconds: 30,
      },
      {
        priority: 'high',
        cause: { en: 'Unit tripped, switched off, or left in hand.', nl: 'Unit uitgevallen, uitgeschakeld, of in hand gelaten.' },
        consequence: {
          en: 'The spare is used up; the next failure heats the room.',
          nl: 'De reserve is verbruikt; de volgende storing verwarmt de ruimte.',
        },
        response: {
          en: 'Check that the standby unit runs, then read the fault on the unit.',
          nl: 'Controleer of de reserve-unit draait, lees dan de storing op de unit.',
        },
        respondWithinMinutes: 15,
      },
    ),
    staleRule(180, 'medium'),
  ],
  hints: ['cooler', 'cooler state', 'crac', 'crah', 'crac state', 'crah state', 'chiller', 'koelunit', 'unit state'],
});

const percent = {
  unit: '%',
  kind: 'number',
  plausible: [0, 110],
  sentinels: wireSentinels,
  precision: 0,
  deadband: 1,
  intervalSeconds: 30,
  staleSeconds: 180,
} as const;

export const fanSpeed = defineQuantity({
  ...percent,
  id: 'fan-speed',
  family: 'fan-speed',
  name: { en: 'fan speed', nl: 'ventilatortoerental' },
  defaults: [staleRule(180, 'low')],
  hints: ['fan', 'fan speed', 'ventilator'],
});

export const valvePosition = defineQuantity({
  ...percent,
  id: 'valve-position',
  family: 'valve-position',
  name: { en: 'valve position', nl: 'klepstand' },
  defaults: [staleRule(180, 'low')],
  hints: ['valve', 'valve position', 'klep', 'klepstand'],
});

/** Proof that ventilation of a battery room runs. Failure during boost charge is critical even at 0 %LEL (domain.md 2.1). */
export const ventilation = defineQuantity({
  id: 'ventilation',
  family: 'ventilation',
  name: { en: 'ventilation', nl: 'ventilatie' },
  unit: '',
  kind: 'state',
  states: [
    { code: 1, id: 'running', name: { en: 'running', nl: 'in bedrijf' }, aliases: ['on', 'true', 'run', 'ok', 'normal'] },
    { code: 0, id: 'stopped', name: { en: 'stopped', nl: 'gestopt' }, aliases: ['off', 'false', 'stop'] },
    { code: 2, id: 'fault', name: { en: 'fault', nl: 'storing' }, aliases: ['error', 'alarm', 'trip'] },
  ],
  plausible: [0, 2],
  precision: 0,
  deadband: 0,
  intervalSeconds: 30,
  staleSeconds: 180,
  defaults: [
    stateRule(
      { bad: { stopped: 'critical', fault: 'critical' }, dwellSeconds: 30, holdOffSeconds: 30 },
      {
        priority: 'critical',
        cause: { en: 'Fan, belt, supply or control failed.', nl: 'Ventilator, riem, voeding of regeling is uitgevallen.' },
        consequence: {
          en: 'Hydrogen can gather while batteries are charged.',
          nl: 'Waterstof kan zich ophopen tijdens het laden van accu’s.',
        },
        response: {
          en: 'Stop boost charging, restore ventilation, watch hydrogen.',
          nl: 'Stop snelladen, herstel de ventilatie, let op waterstof.',
        },
        respondWithinMinutes: 10,
      },
    ),
    staleRule(180, 'medium'),
  ],
  hints: ['ventilation', 'fan running', 'fan proof', 'ventilatie', 'exhaust fan'],
});
