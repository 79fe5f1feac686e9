import { type NutUps, type Observation, parseNumber, upsByNut } from '@wachter/core';
import { type Decoded, type DialectExample, defineDialect, type Message } from './define.ts';
import { type Gathering, gather, nothing, onlyIssue } from './payload/gather.ts';
import { entriesOf, isObject, type JsonObject, parseJson, readText } from './payload/json.ts';
import { nameIssue, present } from './payload/name.ts';
import { refused, type Scalar, type ScalarValue } from './payload/scalar.ts';
import { excerptOf } from './payload/text.ts';

const MAX_DEPTH = 6;
const MAX_LINES = 500;
/** What a driver says of itself and the make of the device: no measured value. */
const STATIC =
  /^(?:device|driver|server)\.|\.(?:mfr|model|serial|firmware|id|vendorid|productid|type|desc|date|mfr\.date)(?:\.|$)|^ups\.(?:delay|timer)\./;

/** Units and quantities of NUT variables (nut-names); the first pattern that fits decides. */
export const MEANINGS: readonly (readonly [RegExp, { readonly unit?: string; readonly quantity?: string }])[] = [
  [/^ups\.status$/, { quantity: 'ups-state' }],
  [/^ups\.test\.result$/, { quantity: 'ups-test' }],
  [/^battery\.charge$/, { unit: '%', quantity: 'battery-charge' }],
  [/^battery\.runtime$/, { unit: 's', quantity: 'battery-runtime' }],
  [/^battery\.voltage$/, { unit: 'V', quantity: 'battery-voltage' }],
  [/^battery\.current$/, { unit: 'A', quantity: 'battery-current' }],
  [/^battery\.temperature$/, { unit: '°C', quantity: 'battery-temperature' }],
  [/^ups\.load$/, { unit: '%', quantity: 'ups-load' }],
  [/^ups\.efficiency$/, { unit: '%', quantity: 'ups-efficiency' }],
  [/^ups\.temperature$/, { unit: '°C', quantity: 'ups-temperature' }],
  [/^ambient(?:\.\d+)?\.temperature$/, { unit: '°C', quantity: 'temperature' }],
  [/^ambient(?:\.\d+)?\.humidity$/, { unit: '%', quantity: 'relative-humidity' }],
  [/^(?:battery\.charge\.|.*\.percent$)/, { unit: '%' }],
  [/^input\.(?:[^.]+\.)?voltage$/, { unit: 'V', quantity: 'input-voltage' }],
  [/^output\.(?:[^.]+\.)?voltage$/, { unit: 'V', quantity: 'output-voltage' }],
  [/\.voltage(?:\.\w+)?$/, { unit: 'V', quantity: 'voltage' }],
  [/\.current(?:\.\w+)?$/, { unit: 'A', quantity: 'current' }],
  [/\.frequency(?:\.\w+)?$/, { unit: 'Hz', quantity: 'frequency' }],
  [/\.realpower(?:\.nominal)?$/, { unit: 'W', quantity: 'power' }],
  [/\.power(?:\.nominal)?$/, { unit: 'VA', quantity: 'apparent-power' }],
];

const meaningOf = (variable: string) => MEANINGS.find(([pattern]) => pattern.test(variable))?.[1] ?? {};

interface Place {
  readonly device: string;
  readonly isRetained: boolean;
}

function decode(message: Message, memory: null): Decoded<null> {
  const [, ups = '', ...rest] = message.topic.split('/');
  const device = `nut/${ups}`;
  const problem = nameIssue('device', ups);
  if (problem) return onlyIssue(problem, memory);
  if (message.payload.byteLength === 0) return nothing(memory);
  const text = readText(message);
  if (!text.ok) return onlyIssue({ ...text.error, device }, memory);
  const gathering = gather();
  readUps(text.value, { device, isRetained: message.isRetained, variable: rest.join('.') }, gathering);
  return gathering.done(memory);
}

function readUps(text: string, { variable, ...place }: Place & { readonly variable: string }, gathering: Gathering) {
  const json = parseJson(text);
  const { device } = place;
  const word = text.trim().toLowerCase();
  if (json.ok && isObject(json.value))
    readTree(
      json.value,
      { path: variable, depth: MAX_DEPTH },
      { place, gathering, beside: besideOf(Object.fromEntries(entriesOf(json.value))) },
    );
  else if (['', 'availability', 'status', 'state'].includes(variable) && (word === 'online' || word === 'offline')) {
    gathering.state({ kind: 'online', device, isOnline: word === 'online', at: null });
  } else if (variable !== '') readVariable(variable, json.ok ? json.value : text.trim(), { place, gathering, beside: {} });
  else if (!readLines(text, { place, gathering })) {
    gathering.refuse({
      kind: 'not-json',
      device,
      detail: 'Neither JSON nor lines of "variable: value"',
      excerpt: excerptOf(text),
    });
  }
}

interface Reader {
  readonly place: Place;
  readonly gathering: Gathering;
  /** What was said in the same message and tells more of `ups.status`: a test in progress is no outage. */
  readonly beside: Omit<NutUps, 'status'>;
}

const besideOf = (variables: Readonly<Record<string, unknown>>): Reader['beside'] => {
  const text = (name: string) => (typeof variables[name] === 'string' ? variables[name] : undefined);
  return present({ testResult: text('ups.test.result'), mode: text('ups.mode'), charger: text('battery.charger.status') });
};

function readTree(body: JsonObject, { path, depth }: { readonly path: string; readonly depth: number }, reader: Reader) {
  for (const [key, raw] of entriesOf(body)) {
    const variable = path === '' ? key : `${path}.${key}`;
    const problem = nameIssue('channel', key) ?? nameIssue('channel', variable);
    if (problem) reader.gathering.refuse({ ...problem, device: reader.place.device });
    else if (!isObject(raw)) readVariable(variable, raw, reader);
    else if (depth > 0) readTree(raw, { path: variable, depth: depth - 1 }, reader);
    else
      reader.gathering.refuse({
        kind: 'unsupported',
        device: reader.place.device,
        detail: 'Nested too deep',
        excerpt: excerptOf(variable),
      });
  }
}

/** The form of `upsc`: one variable a line. */
function readLines(text: string, at: Omit<Reader, 'beside'>): boolean {
  const lines = text.split('\n', MAX_LINES).map((line) => /^([a-z][\w.-]{0,99}): (.*)$/i.exec(line.trimEnd()));
  const reader = {
    ...at,
    beside: besideOf(Object.fromEntries(lines.flatMap((line) => (line ? [[line[1] ?? '', line[2] ?? '']] : [])))),
  };
  for (const line of lines) if (line) readVariable(line[1] ?? '', line[2] ?? '', reader);
  return lines.some((line) => line !== null);
}

function readVariable(variable: string, raw: unknown, { place, gathering, beside }: Reader) {
  if (STATIC.test(variable.slice(0, 200))) return;
  const known = meaningOf(variable.slice(0, 200));
  const about: Omit<Observation, 'value'> = {
    device: place.device,
    channel: variable,
    observedAt: null,
    ...present({ unit: known.unit, quantity: known.quantity }),
    ...(place.isRetained && { historical: true }),
  };
  gathering.take(about, raw, (value) => refine({ variable, isMeasured: known.unit !== undefined, beside }, value));
}

/** NUT writes everything as text, decimal commas among it; a measured value that is no number is refused. */
function refine(
  {
    variable,
    isMeasured,
    beside,
  }: { readonly variable: string; readonly isMeasured: boolean; readonly beside: Reader['beside'] },
  value: ScalarValue,
): Scalar | ScalarValue {
  if (typeof value !== 'string') return value;
  if (variable === 'ups.status')
    return upsByNut({ status: value, ...beside }).state ?? refused('invalid-value', 'No known status among the tokens', value);
  if (variable === 'ups.test.result')
    return testResult(value) ?? refused('invalid-value', 'No known result of a test', excerptOf(value));
  const number = parseNumber(value);
  if (number !== null) return number;
  return isMeasured ? refused('invalid-value', 'Not a number', excerptOf(value)) : value;
}

/** Drivers word the result of a self-test in their own ways around the same few (nut-names: `ups.test.result`). */
const RESULTS: readonly (readonly [RegExp, string])[] = [
  [/in progress|running/i, 'in_progress'],
  [/no (?:test|self)|not? .*(?:initiated|performed|tested)|unknown/i, 'not_tested'],
  [/abort|cancel/i, 'aborted'],
  [/warning/i, 'warning'],
  [/fail|error|bad|replace/i, 'failed'],
  [/pass|ok\b|good/i, 'passed'],
];

const testResult = (text: string): string | null => RESULTS.find(([pattern]) => pattern.test(text))?.[1] ?? null;

const ups = 'nut/sm1500';
const charge = (value: number) =>
  ({ device: ups, channel: 'battery.charge', value, unit: '%', quantity: 'battery-charge' }) as const;
const status = (value: string) => ({ device: ups, channel: 'ups.status', value, quantity: 'ups-state' }) as const;
const rest = (runtime: number, volt: number) =>
  [
    { device: ups, channel: 'battery.runtime', value: runtime, unit: 's', quantity: 'battery-runtime' },
    { device: ups, channel: 'battery.voltage', value: volt, unit: 'V', quantity: 'battery-voltage' },
  ] as const;

const tested = (value: string) => ({ device: ups, channel: 'ups.test.result', value, quantity: 'ups-test' }) as const;

const examples: readonly DialectExample[] = [
  ...[
    ['Done and passed', 'passed'],
    ['Done and error', 'failed'],
    ['Battery test failed: replace battery', 'failed'],
    ['Done and warning', 'warning'],
    ['Test aborted by user', 'aborted'],
    ['In progress', 'in_progress'],
    ['No test initiated', 'not_tested'],
  ].map(
    ([text = '', result = '']): DialectExample => ({
      name: `a self-test: ${text}`,
      topic: 'nut/sm1500',
      payload: JSON.stringify({ 'ups.test.result': text, 'ups.test.date': '11/20/26' }),
      observations: [tested(result)],
    }),
  ),
  {
    name: 'a self-test of which nobody knows what it means',
    topic: 'nut/sm1500',
    payload: '{"ups.test.result":"quux"}',
    issues: ['invalid-value'],
  },
  {
    name: 'a self-test that the tokens do not tell from an outage',
    topic: 'nut/sm1500',
    payload: '{"ups.status":"OB DISCHRG","ups.test.result":"In progress"}',
    observations: [status('test_running'), tested('in_progress')],
  },
  {
    name: 'on battery, still full',
    topic: 'nut/sm1500',
    payload: '{"battery.charge":100,"battery.runtime":3202,"battery.voltage":26.3,"ups.status":"OB DISCHRG"}',
    observations: [charge(100), ...rest(3202, 26.3), status('on_battery')],
  },
  {
    name: 'back on the line',
    topic: 'nut/sm1500',
    payload: '{"battery.charge":90,"battery.runtime":3077,"battery.voltage":24.5,"ups.status":"OL CHRG"}',
    observations: [charge(90), ...rest(3077, 24.5), status('on_line')],
  },
  {
    name: 'numbers as text, with comma and leading zeros; unknown tokens; the make is no value',
    topic: 'nut/sm1500',
    payload:
      '{"battery.charge":"023.4","input.voltage":"021,52","ups.status":"OB LB NEWTOKEN","device.serial":"0123","ups.mfr":"X"}',
    observations: [charge(23.4), { device: ups, channel: 'input.voltage', value: 21.52, unit: 'V' }, status('low_battery')],
  },
  { name: 'one variable a topic', topic: 'nut2mqtt/sm1500/battery.charge', payload: '100', observations: [charge(100)] },
  {
    name: 'one variable a topic, in parts',
    topic: 'nut2mqtt/sm1500/ups/status',
    payload: 'OL RB',
    observations: [status('replace_battery')],
  },
  {
    name: 'the text form of upsc',
    topic: 'nut/sm1500',
    payload: 'battery.charge: 100\nups.status: OL BYPASS\n',
    observations: [charge(100), status('on_bypass')],
  },
  {
    name: 'the bridge went',
    topic: 'nut2mqtt/sm1500/availability',
    payload: 'offline',
    facts: [{ kind: 'online', device: ups, isOnline: false }],
  },
  {
    name: 'a retained value is old',
    topic: 'nut/sm1500',
    payload: '{"battery.charge":100}',
    isRetained: true,
    observations: [{ ...charge(100), historical: true }],
  },
  {
    name: 'poison among good values',
    topic: 'nut/sm1500',
    payload:
      '{"battery.charge":"","ups.load":"much","input.voltage":[1],"ups.status":"WAIT","battery.runtime":3202,"battery.voltage":26.3}',
    observations: rest(3202, 26.3),
    issues: ['sentinel', 'invalid-value', 'invalid-shape', 'invalid-value'],
  },
  { name: 'cut off', topic: 'nut/sm1500', payload: '{"battery.charge":1', issues: ['not-json'] },
];

/** Network UPS Tools over MQTT: the layouts that are met, one JSON a UPS, one topic a variable, and the text of `upsc`. */
export const nut = defineDialect<null>({
  id: 'nut',
  name: 'Network UPS Tools',
  topics: ['nut/#', 'nut2mqtt/#'],
  owns: (topic) => topic.startsWith('nut/') || topic.startsWith('nut2mqtt/'),
  start: () => null,
  decode,
  examples,
});
