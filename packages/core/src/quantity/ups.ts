import { limitRule, staleRule, stateRule } from './default-rules.ts';
import { defineQuantity } from './define.ts';
import { wireSentinels } from './sentinel.ts';

/** UPS (domain.md 5 for the canonical states and names of NUT and RFC 1628; 2.5 for load limits and delays; battery limits there too). */
const number = { kind: 'number', sentinels: wireSentinels, intervalSeconds: 5, staleSeconds: 30 } as const;

/**
 * One state out of the token set of `ups.status`. The table runs from harmless to grave, so that of `OB LB` the graver wins; CAL stands
 * above OB because a planned discharge is not an outage.
 */
export const upsState = defineQuantity({
  id: 'ups-state',
  family: 'ups-state',
  name: { en: 'UPS state', nl: 'UPS-toestand' },
  unit: '',
  kind: 'state',
  states: [
    {
      code: 0,
      id: 'on_line',
      name: { en: 'on line', nl: 'op net' },
      aliases: ['ol', 'online', 'on line', 'normal', 'mains', 'false'],
    },
    {
      code: 1,
      id: 'degraded',
      name: { en: 'reduced protection', nl: 'verminderde bescherming' },
      aliases: ['eco', 'line-interactive', 'line interactive', 'high efficiency'],
    },
    { code: 2, id: 'alarm', name: { en: 'reports an alarm', nl: 'meldt een alarm' }, aliases: ['fault', 'general fault'] },
    {
      code: 3,
      id: 'replace_battery',
      name: { en: 'replace battery', nl: 'accu vervangen' },
      aliases: ['rb', 'replace battery', 'battery bad'],
    },
    {
      code: 4,
      id: 'on_battery',
      name: { en: 'on battery', nl: 'op accu' },
      aliases: ['ob', 'on battery', 'onbatt', 'battery', 'true'],
    },
    {
      code: 5,
      id: 'test_running',
      name: { en: 'test running', nl: 'test loopt' },
      aliases: ['cal', 'test', 'testing', 'calibration', 'test in progress'],
    },
    { code: 6, id: 'overload', name: { en: 'overload', nl: 'overbelast' }, aliases: ['over', 'output overload'] },
    { code: 7, id: 'on_bypass', name: { en: 'on bypass', nl: 'op bypass' }, aliases: ['bypass', 'on bypass'] },
    {
      code: 8,
      id: 'low_battery',
      name: { en: 'battery low', nl: 'accu bijna leeg' },
      aliases: ['lb', 'low battery', 'fsd', 'depleted'],
    },
    { code: 9, id: 'output_off', name: { en: 'output off', nl: 'uitgang uit' }, aliases: ['off', 'output off', 'no output'] },
  ],
  plausible: [0, 9],
  precision: 0,
  deadband: 0,
  intervalSeconds: 1,
  staleSeconds: 10,
  headline: true,
  defaults: [
    stateRule(
      {
        bad: { on_battery: 'warning', low_battery: 'critical', output_off: 'critical' },
        held: { on_battery: { level: 'critical', afterSeconds: 60 } },
        keeps: ['test_running'],
        dwellSeconds: 1,
        holdOffSeconds: 5,
      },
      {
        priority: 'critical',
        cause: {
          en: 'Mains lost on this feed and the generator does not carry it (yet).',
          nl: 'Netuitval op deze voeding en het noodstroomaggregaat draagt (nog) niet.',
        },
        consequence: { en: 'The load ends when the battery does.', nl: 'De belasting valt uit als de accu leeg is.' },
        response: {
          en: 'Is the generator on load? If not: start it, reduce load. Look at battery runtime.',
          nl: 'Draagt het noodstroomaggregaat? Zo niet: start het, verminder belasting. Kijk naar de resterende accutijd.',
        },
        respondWithinMinutes: 2,
      },
    ),
    stateRule(
      {
        bad: { on_bypass: 'critical', overload: 'critical' },
        keeps: ['low_battery', 'output_off'],
        dwellSeconds: 5,
        holdOffSeconds: 30,
      },
      {
        priority: 'critical',
        cause: {
          en: 'Overload, inverter fault, or switched by hand.',
          nl: 'Overbelasting, omvormerstoring, of met de hand geschakeld.',
        },
        consequence: {
          en: 'The load hangs on raw mains: a dip is an outage.',
          nl: 'De belasting hangt direct aan het net: een dip is een uitval.',
        },
        response: {
          en: 'Reduce load; do not touch the other feed; call the UPS engineer.',
          nl: 'Verminder belasting; blijf van de andere voeding af; bel de UPS-monteur.',
        },
        respondWithinMinutes: 10,
      },
    ),
    stateRule(
      {
        bad: { replace_battery: 'critical', alarm: 'critical' },
        keeps: ['on_battery', 'test_running', 'low_battery'],
        dwellSeconds: 30,
        holdOffSeconds: 60,
      },
      {
        priority: 'high',
        cause: {
          en: 'The UPS found a weak battery or a fault of its own.',
          nl: 'De UPS heeft een zwakke accu of een eigen storing gevonden.',
        },
        consequence: {
          en: 'At the next outage the battery may not last.',
          nl: 'Bij de volgende uitval houdt de accu het mogelijk niet.',
        },
        response: {
          en: 'Read the alarm text on the UPS; plan a battery test or replacement.',
          nl: 'Lees de alarmtekst op de UPS; plan een accutest of vervanging.',
        },
        respondWithinMinutes: 240,
      },
    ),
    stateRule({ bad: { degraded: 'critical' }, dwellSeconds: 60, holdOffSeconds: 60 }, { priority: 'low' }),
    staleRule(10, 'high'),
  ],
  hints: ['ups status', 'ups state', 'ups mode', 'output source'],
});

export const upsLoad = defineQuantity({
  ...number,
  id: 'ups-load',
  family: 'load',
  name: { en: 'UPS load', nl: 'UPS-belasting' },
  unit: '%',
  plausible: [0, 200],
  precision: 0,
  deadband: 1,
  headline: true,
  defaults: [
    limitRule(
      { high: { warning: 80, critical: 100 }, hysteresis: 2, dwellSeconds: 30, holdOffSeconds: 60 },
      {
        priority: 'critical',
        cause: {
          en: 'New equipment, or the other feed has failed and this one carries both.',
          nl: 'Nieuwe apparatuur, of de andere voeding is uitgevallen en deze draagt beide.',
        },
        consequence: {
          en: 'Above 100 % the UPS goes to bypass. In a 2N pair above 50 % the pair is no longer redundant.',
          nl: 'Boven 100 % gaat de UPS naar bypass. In een 2N-paar boven 50 % is het paar niet meer redundant.',
        },
        response: {
          en: 'Compare both feeds; move or switch off load.',
          nl: 'Vergelijk beide voedingen; verplaats of schakel belasting uit.',
        },
        respondWithinMinutes: 15,
      },
    ),
    staleRule(30, 'medium'),
  ],
  hints: ['ups load', 'load', 'load percent', 'belasting', 'power percent'],
});

export const batteryCharge = defineQuantity({
  ...number,
  id: 'battery-charge',
  family: 'battery-charge',
  name: { en: 'UPS battery charge', nl: 'acculading UPS' },
  unit: '%',
  plausible: [0, 110],
  precision: 0,
  deadband: 1,
  defaults: [
    limitRule(
      { low: { warning: 60, critical: 30 }, hysteresis: 5, dwellSeconds: 10, holdOffSeconds: 60 },
      {
        priority: 'high',
        cause: { en: 'Discharging, or a charger that does not charge.', nl: 'Ontladen, of een lader die niet laadt.' },
        consequence: {
          en: 'Less time than designed at the next outage.',
          nl: 'Minder tijd dan ontworpen bij de volgende uitval.',
        },
        response: { en: 'Check the input and the charger.', nl: 'Controleer de ingang en de lader.' },
        respondWithinMinutes: 30,
      },
    ),
    staleRule(30, 'low'),
  ],
  hints: ['battery charge', 'state of charge', 'soc', 'acculading'],
});

/** Runtime critical = max(5 min, 3 × measured time to generator on load), so 5 min before that is measured (domain.md 5). */
export const batteryRuntime = defineQuantity({
  ...number,
  id: 'battery-runtime',
  family: 'battery-runtime',
  name: { en: 'battery runtime left', nl: 'resterende accutijd' },
  unit: 's',
  plausible: [0, 604_800],
  sentinels: [-1, 65535, 2147483647, 4294967295],
  precision: 0,
  deadband: 10,
  defaults: [
    limitRule(
      { low: { warning: 600, critical: 300 }, hysteresis: 30, dwellSeconds: 10, holdOffSeconds: 60 },
      {
        priority: 'critical',
        cause: { en: 'Discharging, aged battery, or more load.', nl: 'Ontladen, verouderde accu, of meer belasting.' },
        consequence: {
          en: 'Too short for the generator to take over safely.',
          nl: 'Te kort voor een veilige overname door het noodstroomaggregaat.',
        },
        response: {
          en: 'Get the generator on load or shed load now.',
          nl: 'Breng het noodstroomaggregaat op belasting of schakel nu belasting af.',
        },
        respondWithinMinutes: 2,
      },
    ),
    staleRule(30, 'low'),
  ],
  hints: ['battery runtime', 'runtime', 'autonomy', 'minutes remaining', 'accutijd'],
});

export const batteryVoltage = defineQuantity({
  ...number,
  id: 'battery-voltage',
  family: 'voltage',
  name: { en: 'battery voltage', nl: 'accuspanning' },
  unit: 'V',
  plausible: [0, 1000],
  precision: 1,
  deadband: 0.2,
  defaults: [staleRule(30, 'low')],
  hints: ['battery voltage', 'accuspanning'],
});

export const batteryCurrent = defineQuantity({
  ...number,
  id: 'battery-current',
  family: 'current',
  name: { en: 'battery current', nl: 'accustroom' },
  unit: 'A',
  plausible: [-5000, 5000],
  precision: 1,
  deadband: 0.5,
  defaults: [],
  hints: ['battery current', 'accustroom'],
});

/** VRLA life halves per 10 °C above 20/25 °C (domain.md 5). */
export const batteryTemperature = defineQuantity({
  ...number,
  id: 'battery-temperature',
  family: 'temperature',
  name: { en: 'battery temperature', nl: 'accutemperatuur' },
  unit: '°C',
  plausible: [-20, 90],
  sentinels: [...wireSentinels, -127],
  step: 5,
  precision: 1,
  deadband: 0.2,
  intervalSeconds: 30,
  staleSeconds: 180,
  defaults: [
    limitRule(
      {
        low: { warning: 10, critical: 5 },
        high: { warning: 30, critical: 40 },
        hysteresis: 1,
        dwellSeconds: 120,
        holdOffSeconds: 300,
      },
      {
        priority: 'high',
        cause: { en: 'Overcharging, a weak cell, or a warm room.', nl: 'Overladen, een zwakke cel, of een warme ruimte.' },
        consequence: { en: 'Ageing; in the end thermal runaway.', nl: 'Veroudering; uiteindelijk thermische instabiliteit.' },
        response: {
          en: 'Check charger mode and ventilation; isolate the string if it keeps rising.',
          nl: 'Controleer laadmodus en ventilatie; schakel de string af als het blijft stijgen.',
        },
        respondWithinMinutes: 30,
      },
    ),
    staleRule(180, 'low'),
  ],
  hints: ['battery temperature', 'battery temp', 'accutemperatuur'],
});

export const upsTemperature = defineQuantity({
  ...number,
  id: 'ups-temperature',
  family: 'temperature',
  name: { en: 'UPS temperature', nl: 'UPS-temperatuur' },
  unit: '°C',
  plausible: [-20, 120],
  sentinels: [...wireSentinels, -127],
  step: 10,
  precision: 1,
  deadband: 0.5,
  intervalSeconds: 30,
  staleSeconds: 180,
  defaults: [staleRule(180, 'low')],
  hints: ['ups temperature'],
});

export const upsEfficiency = defineQuantity({
  ...number,
  id: 'ups-efficiency',
  family: 'efficiency',
  name: { en: 'UPS efficiency', nl: 'UPS-rendement' },
  unit: '%',
  plausible: [0, 100],
  precision: 1,
  deadband: 0.2,
  intervalSeconds: 30,
  staleSeconds: 180,
  defaults: [],
  hints: ['efficiency', 'ups efficiency', 'rendement'],
});

/**
 * What a UPS says of its last test of its own battery: NUT's `ups.test.result`, RFC 1628's summary 7.3. A test that is in progress for longer than
 * any discharge lasts has been started and never given a result.
 */
export const upsTest = defineQuantity({
  id: 'ups-test',
  family: 'ups-test',
  name: { en: 'UPS self-test', nl: 'UPS-zelftest' },
  unit: '',
  kind: 'state',
  states: [
    { code: 1, id: 'passed', name: { en: 'passed', nl: 'geslaagd' }, aliases: ['done and passed', 'donepass'] },
    { code: 6, id: 'not_tested', name: { en: 'not tested', nl: 'niet getest' }, aliases: ['no test initiated', 'notests'] },
    { code: 5, id: 'in_progress', name: { en: 'in progress', nl: 'bezig' }, aliases: ['in progress', 'inprogress'] },
    { code: 4, id: 'aborted', name: { en: 'aborted', nl: 'afgebroken' }, aliases: ['canceled', 'cancelled'] },
    {
      code: 2,
      id: 'warning',
      name: { en: 'passed with a warning', nl: 'geslaagd met waarschuwing' },
      aliases: ['done and warning', 'donewarning'],
    },
    { code: 3, id: 'failed', name: { en: 'failed', nl: 'mislukt' }, aliases: ['done and error', 'doneerror', 'error'] },
  ],
  plausible: [1, 6],
  precision: 0,
  deadband: 0,
  intervalSeconds: 60,
  staleSeconds: 600,
  defaults: [
    stateRule(
      {
        bad: { failed: 'critical', warning: 'warning', aborted: 'warning' },
        held: { in_progress: { level: 'warning', afterSeconds: 4 * 3600 } },
        dwellSeconds: 0,
        holdOffSeconds: 0,
      },
      {
        priority: 'high',
        cause: {
          en: 'The battery did not stand its test, the test was broken off, or it was started and gave no result for four hours.',
          nl: 'De accu doorstond zijn test niet, de test werd afgebroken, of hij is begonnen en gaf vier uur geen resultaat.',
        },
        consequence: {
          en: 'At the next outage the battery may not last; without a result nobody knows.',
          nl: 'Bij de volgende uitval houdt de accu het mogelijk niet; zonder resultaat weet niemand het.',
        },
        response: {
          en: 'Read the result on the UPS and the battery readings of the test; repeat the test when the battery is full, or call the UPS engineer.',
          nl: 'Lees het resultaat op de UPS en de accuwaarden van de test; herhaal de test als de accu vol is, of bel de UPS-monteur.',
        },
        respondWithinMinutes: 480,
      },
    ),
    staleRule(600, 'low'),
  ],
  hints: ['ups test', 'ups test result', 'self test', 'zelftest'],
});
