import { limitRule, staleRule, stateRule } from './default-rules.ts';
import { defineQuantity } from './define.ts';
import { wireSentinels } from './sentinel.ts';

/**
 * Generator set and transfer switch (domain.md 6.5: telemetry of DSE GenComm and ComAp, and engine defaults; fuel from 2.5). Oil pressure,
 * engine speed, generator voltage and frequency have no default limits: they mean something only while the engine runs.
 * Those alarms belong to the controller and to the generator test.
 */
const number = { kind: 'number', sentinels: wireSentinels, intervalSeconds: 5, staleSeconds: 30 } as const;
const state = { unit: '', kind: 'state', precision: 0, deadband: 0, intervalSeconds: 5, staleSeconds: 30 } as const;

export const oilPressure = defineQuantity({
  ...number,
  id: 'oil-pressure',
  family: 'pressure',
  name: { en: 'oil pressure', nl: 'oliedruk' },
  unit: 'kPa',
  plausible: [-20, 1500],
  precision: 0,
  deadband: 5,
  defaults: [],
  hints: ['oil pressure', 'engine oil pressure', 'oliedruk'],
});

/** Warning over 95, critical over 102 °C; under 30 °C standing = block heater fault. */
export const coolantTemperature = defineQuantity({
  ...number,
  id: 'coolant-temperature',
  family: 'temperature',
  name: { en: 'coolant temperature', nl: 'koelwatertemperatuur' },
  unit: '°C',
  plausible: [-40, 150],
  sentinels: [...wireSentinels, -127],
  precision: 0,
  deadband: 1,
  defaults: [
    limitRule(
      { low: { warning: 30 }, high: { warning: 95, critical: 102 }, hysteresis: 2, dwellSeconds: 10, holdOffSeconds: 60 },
      {
        priority: 'high',
        cause: {
          en: 'Hot: coolant lost, fan or radiator. Cold while standing: block heater defective.',
          nl: 'Heet: koelvloeistof weg, ventilator of radiateur. Koud in stilstand: blokverwarming defect.',
        },
        consequence: {
          en: 'Hot: the set shuts down. Cold: it may not start or not take load.',
          nl: 'Heet: het aggregaat schakelt af. Koud: het start mogelijk niet of neemt geen belasting.',
        },
        response: {
          en: 'Check coolant level, radiator and block heater.',
          nl: 'Controleer koelvloeistof, radiateur en blokverwarming.',
        },
        respondWithinMinutes: 30,
      },
    ),
    staleRule(30, 'low'),
  ],
  hints: ['coolant', 'coolant temp', 'coolant temperature', 'water temperature', 'koelwater'],
});

export const oilTemperature = defineQuantity({
  ...number,
  id: 'oil-temperature',
  family: 'temperature',
  name: { en: 'oil temperature', nl: 'olietemperatuur' },
  unit: '°C',
  plausible: [-40, 180],
  sentinels: [...wireSentinels, -127],
  precision: 0,
  deadband: 1,
  defaults: [
    limitRule(
      { high: { warning: 115, critical: 125 }, hysteresis: 2, dwellSeconds: 10, holdOffSeconds: 60 },
      { priority: 'high' },
    ),
  ],
  hints: ['oil temp', 'oil temperature', 'engine oil temp', 'olietemperatuur'],
});

export const fuelLevel = defineQuantity({
  ...number,
  id: 'fuel-level',
  family: 'fuel-level',
  name: { en: 'fuel level', nl: 'brandstofniveau' },
  unit: '%',
  plausible: [0, 110],
  step: 5,
  precision: 0,
  deadband: 0.5,
  intervalSeconds: 60,
  staleSeconds: 600,
  headline: true,
  defaults: [
    limitRule(
      { low: { warning: 70, critical: 50 }, hysteresis: 2, dwellSeconds: 300, holdOffSeconds: 300 },
      {
        priority: 'high',
        cause: {
          en: 'Used in tests or an outage, a leak, or theft.',
          nl: 'Verbruikt bij testen of uitval, een lek, of diefstal.',
        },
        consequence: {
          en: 'Fewer hours than agreed at the next outage.',
          nl: 'Minder uren dan afgesproken bij de volgende uitval.',
        },
        response: {
          en: 'Compare with running hours, inspect tank and pipes, order fuel.',
          nl: 'Vergelijk met draaiuren, inspecteer tank en leidingen, bestel brandstof.',
        },
        respondWithinMinutes: 480,
      },
    ),
    staleRule(600, 'medium'),
  ],
  hints: ['fuel', 'fuel level', 'brandstof', 'tank level', 'diesel'],
});

/** 24 V start battery standing: warning under 24.0 or over 29.0 V. Short dips while cranking are normal: dwell 60 s. */
export const startBatteryVoltage = defineQuantity({
  ...number,
  id: 'start-battery-voltage',
  family: 'voltage',
  name: { en: 'start battery voltage', nl: 'spanning startaccu' },
  unit: 'V',
  plausible: [0, 60],
  precision: 1,
  deadband: 0.1,
  defaults: [
    limitRule(
      {
        low: { warning: 24, critical: 22 },
        high: { warning: 29, critical: 31 },
        hysteresis: 0.3,
        dwellSeconds: 60,
        holdOffSeconds: 60,
      },
      {
        priority: 'critical',
        cause: { en: 'Charger off or battery old.', nl: 'Lader uit of accu oud.' },
        consequence: { en: 'The set will not start.', nl: 'Het aggregaat start niet.' },
        response: {
          en: 'Check the charger and its fuse; measure the battery under load.',
          nl: 'Controleer de lader en zekering; meet de accu onder belasting.',
        },
        respondWithinMinutes: 60,
      },
    ),
    staleRule(30, 'medium'),
  ],
  hints: ['start battery', 'starter battery', 'start battery voltage', 'startaccu', 'engine battery', 'crank battery'],
});

export const alternatorVoltage = defineQuantity({
  ...number,
  id: 'alternator-voltage',
  family: 'voltage',
  name: { en: 'charge alternator voltage', nl: 'spanning laaddynamo' },
  unit: 'V',
  plausible: [0, 60],
  precision: 1,
  deadband: 0.1,
  defaults: [],
  hints: ['alternator voltage', 'charger alt voltage', 'alt voltage', 'laaddynamo'],
});

export const engineSpeed = defineQuantity({
  ...number,
  id: 'engine-speed',
  family: 'speed',
  name: { en: 'engine speed', nl: 'motortoerental' },
  unit: 'rpm',
  plausible: [0, 4000],
  precision: 0,
  deadband: 5,
  defaults: [
    limitRule(
      { high: { warning: 1650, critical: 1725 }, hysteresis: 20, dwellSeconds: 1, holdOffSeconds: 30 },
      {
        priority: 'critical',
        cause: { en: 'Governor fault.', nl: 'Storing in de toerenregelaar.' },
        consequence: {
          en: 'Overspeed: the set trips or is destroyed.',
          nl: 'Te hoog toerental: het aggregaat schakelt af of gaat stuk.',
        },
        response: {
          en: 'Keep away from the set; emergency stop from outside.',
          nl: 'Blijf bij het aggregaat weg; noodstop van buitenaf.',
        },
        respondWithinMinutes: 1,
      },
    ),
  ],
  hints: ['engine speed', 'rpm', 'engine rpm', 'toerental'],
});

export const generatorFrequency = defineQuantity({
  ...number,
  id: 'generator-frequency',
  family: 'frequency',
  name: { en: 'generator frequency', nl: 'frequentie aggregaat' },
  unit: 'Hz',
  plausible: [0, 75],
  precision: 2,
  deadband: 0.02,
  defaults: [],
  hints: ['gen frequency', 'generator frequency', 'genset frequency'],
});

export const generatorVoltage = defineQuantity({
  ...number,
  id: 'generator-voltage',
  family: 'voltage',
  name: { en: 'generator voltage', nl: 'spanning aggregaat' },
  unit: 'V',
  plausible: [0, 15_000],
  precision: 0,
  deadband: 1,
  defaults: [],
  hints: ['gen voltage', 'generator voltage', 'genset voltage'],
});

export const generatorCurrent = defineQuantity({
  ...number,
  id: 'generator-current',
  family: 'current',
  name: { en: 'generator current', nl: 'stroom aggregaat' },
  unit: 'A',
  plausible: [0, 10_000],
  precision: 0,
  deadband: 1,
  defaults: [],
  hints: ['gen current', 'generator current', 'genset current'],
});

export const generatorPower = defineQuantity({
  ...number,
  id: 'generator-power',
  family: 'power',
  name: { en: 'generator power', nl: 'vermogen aggregaat' },
  unit: 'kW',
  plausible: [-500, 20_000],
  precision: 0,
  deadband: 2,
  headline: true,
  defaults: [],
  hints: ['gen power', 'generator power', 'genset power', 'gen kw'],
});

/** Counters: every number may be reached, so no sentinels. */
const counter = { kind: 'number', precision: 0, deadband: 0, intervalSeconds: 60, staleSeconds: 600, defaults: [] } as const;

export const engineRunTime = defineQuantity({
  ...counter,
  id: 'engine-run-time',
  family: 'run-time',
  name: { en: 'running hours', nl: 'draaiuren' },
  unit: 'h',
  plausible: [0, 200_000],
  precision: 1,
  hints: ['run time', 'run hours', 'running hours', 'engine hours', 'draaiuren'],
});

export const generatorEnergy = defineQuantity({
  ...counter,
  id: 'generator-energy',
  family: 'energy',
  name: { en: 'generator energy', nl: 'energie aggregaat' },
  unit: 'kWh',
  plausible: [0, 1e9],
  hints: ['gen energy', 'gen kwh', 'engine kwh', 'generator energy'],
});

export const engineStarts = defineQuantity({
  ...counter,
  id: 'engine-starts',
  family: 'count',
  name: { en: 'engine starts', nl: 'aantal starts' },
  unit: '',
  plausible: [0, 1_000_000],
  hints: ['starts', 'engine starts', 'start count'],
});

/** "Not in Auto" is the most valuable generator alarm: it makes the set useless without any fault lamp. */
export const gensetMode = defineQuantity({
  ...state,
  id: 'genset-mode',
  family: 'genset-mode',
  name: { en: 'generator mode', nl: 'stand aggregaat' },
  states: [
    { code: 1, id: 'auto', name: { en: 'automatic', nl: 'automatisch' }, aliases: ['aut', 'automatic', 'automatisch'] },
    {
      code: 4,
      id: 'auto-manual-restore',
      name: { en: 'automatic, manual restore', nl: 'automatisch, handmatig terug' },
      aliases: ['auto manual restore', 'sem', 'semi'],
    },
    { code: 3, id: 'test', name: { en: 'test on load', nl: 'test op belasting' }, aliases: ['test on load'] },
    { code: 2, id: 'manual', name: { en: 'manual', nl: 'handbediend' }, aliases: ['man', 'hand', 'handmatig'] },
    { code: 0, id: 'stop', name: { en: 'stop', nl: 'stop' }, aliases: ['off', 'stopped', 'uit'] },
  ],
  plausible: [0, 4],
  headline: true,
  defaults: [
    stateRule(
      { bad: { stop: 'critical', manual: 'critical' }, dwellSeconds: 60, holdOffSeconds: 10 },
      {
        priority: 'critical',
        cause: { en: 'Left in stop or manual after work or a test.', nl: 'In stop of hand gelaten na werk of een test.' },
        consequence: { en: 'The set will not start when the mains fails.', nl: 'Het aggregaat start niet bij netuitval.' },
        response: {
          en: 'Is somebody working on it? If not, put it back to Auto on site.',
          nl: 'Werkt er iemand aan? Zo niet, zet het ter plaatse terug op automatisch.',
        },
        respondWithinMinutes: 15,
      },
    ),
    staleRule(30, 'high'),
  ],
  hints: ['mode', 'genset mode', 'controller mode', 'generator mode', 'gen mode'],
});

export const engineState = defineQuantity({
  ...state,
  id: 'engine-state',
  family: 'engine-state',
  name: { en: 'engine state', nl: 'motortoestand' },
  states: [
    { code: 0, id: 'ready', name: { en: 'ready', nl: 'gereed' }, aliases: ['standby', 'idle'] },
    { code: 2, id: 'prestart', name: { en: 'pre-start', nl: 'voorbereiding start' }, aliases: ['pre-start'] },
    { code: 3, id: 'cranking', name: { en: 'cranking', nl: 'startmotor draait' }, aliases: ['crank'] },
    { code: 4, id: 'pause', name: { en: 'pause between attempts', nl: 'pauze tussen startpogingen' } },
    { code: 5, id: 'starting', name: { en: 'starting', nl: 'start' }, aliases: ['run up'] },
    { code: 6, id: 'running', name: { en: 'running', nl: 'draait' }, aliases: ['run', 'on'] },
    { code: 7, id: 'loaded', name: { en: 'on load', nl: 'belast' }, aliases: ['on load', 'load'] },
    { code: 8, id: 'cooling', name: { en: 'cooling down', nl: 'koelt af' }, aliases: ['cool down', 'cooldown'] },
    { code: 9, id: 'stopping', name: { en: 'stopping', nl: 'stopt' }, aliases: ['stop'] },
    { code: 1, id: 'not-ready', name: { en: 'not ready', nl: 'niet gereed' }, aliases: ['notready', 'not ready'] },
    {
      code: 10,
      id: 'shutdown',
      name: { en: 'shut down by fault', nl: 'afgeschakeld door storing' },
      aliases: ['fault', 'trip', 'failed'],
    },
  ],
  plausible: [0, 10],
  headline: true,
  defaults: [
    stateRule(
      { bad: { shutdown: 'critical', 'not-ready': 'critical' }, dwellSeconds: 10, holdOffSeconds: 30 },
      {
        priority: 'critical',
        latching: true,
        cause: {
          en: 'A protection tripped, or something keeps the set from starting.',
          nl: 'Een beveiliging is aangesproken, of iets verhindert de start.',
        },
        consequence: { en: 'No emergency power from this set.', nl: 'Geen noodstroom van dit aggregaat.' },
        response: {
          en: 'Read the controller on site; call the engineer; check the redundancy that is left.',
          nl: 'Lees de besturing ter plaatse af; bel de monteur; controleer de resterende redundantie.',
        },
        respondWithinMinutes: 15,
      },
    ),
    stateRule(
      { bad: { running: 'critical' }, dwellSeconds: 600, holdOffSeconds: 30 },
      {
        priority: 'medium',
        cause: {
          en: 'A test without load, a transfer switch that did not move, or a start nobody asked for.',
          nl: 'Een test zonder belasting, een omschakelaar die niet omging, of een start waar niemand om vroeg.',
        },
        consequence: {
          en: 'The engine runs and no load was taken: soot collects, and the run proves nothing.',
          nl: 'De motor draait en er is geen belasting genomen: hij vervuilt, en de run bewijst niets.',
        },
        response: {
          en: 'Is the mains there? Look at the transfer switch; end the run, or give it load.',
          nl: 'Is het net er? Kijk naar de omschakelaar; beëindig de run, of geef belasting.',
        },
        respondWithinMinutes: 60,
      },
    ),
    staleRule(30, 'medium'),
  ],
  hints: ['engine state', 'engine status', 'generator state', 'genset state'],
});

export const atsPosition = defineQuantity({
  ...state,
  id: 'ats-position',
  family: 'ats-position',
  name: { en: 'transfer switch position', nl: 'stand omschakelaar' },
  states: [
    {
      code: 0,
      id: 'mains',
      name: { en: 'on mains', nl: 'op net' },
      aliases: ['utility', 'normal', 'source 1', 'net', 'a', 'preferred'],
    },
    {
      code: 1,
      id: 'generator',
      name: { en: 'on generator', nl: 'op aggregaat' },
      aliases: ['gen', 'emergency', 'genset', 'source 2', 'aggregaat', 'b', 'alternate'],
    },
    { code: 2, id: 'open', name: { en: 'open', nl: 'open' }, aliases: ['off', 'neutral', 'none'] },
    { code: 3, id: 'fault', name: { en: 'fault', nl: 'storing' }, aliases: ['error', 'fail to transfer', 'failed'] },
  ],
  plausible: [0, 3],
  headline: true,
  defaults: [
    stateRule(
      { bad: { generator: 'warning', open: 'critical', fault: 'critical' }, dwellSeconds: 5, holdOffSeconds: 30 },
      {
        priority: 'critical',
        cause: {
          en: 'Mains lost, a test, or the switch did not transfer.',
          nl: 'Netuitval, een test, of de omschakelaar schakelde niet om.',
        },
        consequence: {
          en: 'On generator: fuel counts. Open or fault: only the UPS battery feeds the load.',
          nl: 'Op aggregaat: brandstof telt. Open of storing: alleen de UPS-accu voedt de belasting.',
        },
        response: {
          en: 'Look at mains, generator and UPS runtime; operate the switch by hand only as trained.',
          nl: 'Kijk naar net, aggregaat en accutijd; bedien de omschakelaar alleen met de hand als u daarvoor bent opgeleid.',
        },
        respondWithinMinutes: 2,
      },
    ),
    staleRule(30, 'high'),
  ],
  hints: ['ats', 'ats position', 'transfer switch', 'omschakelaar', 'switch position'],
});
