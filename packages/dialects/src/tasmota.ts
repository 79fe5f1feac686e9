import type { Instant, Observation } from '@wachter/core';
import { type Decoded, type DialectExample, defineDialect, type Message } from './define.ts';
import { type Gathering, gather, nothing, onlyIssue } from './payload/gather.ts';
import { instantOfIso } from './payload/instant.ts';
import { isObject, type JsonObject, own, readObject, readText } from './payload/json.ts';
import { label, nameIssue, present } from './payload/name.ts';
import { switchWord } from './payload/scalar.ts';
import { excerptOf } from './payload/text.ts';
import { readChips, type Units } from './tasmota/chips.ts';

/** Names of devices that were heard to sleep between readings: their `Offline` is no failure. */
export type TasmotaMemory = ReadonlySet<string>;

const MAX_SLEEPERS = 2_000;
const POWER = /^POWER\d{0,2}$/;

/** `tele/{topic}/{KIND}` as shipped, `{topic}/tele/{KIND}` as many set it; the topic may have several parts. */
function readTopic(topic: string): { readonly device: string; readonly kind: string; readonly isStat: boolean } | null {
  const parts = topic.split('/');
  const kind = parts.pop() ?? '';
  const prefix = parts[0] === 'tele' || parts[0] === 'stat' ? parts.shift() : parts.pop();
  if ((prefix !== 'tele' && prefix !== 'stat') || parts.length === 0 || kind === '') return null;
  return { device: `tasmota/${parts.join('/')}`, kind, isStat: prefix === 'stat' };
}

function decode(message: Message, memory: TasmotaMemory): Decoded<TasmotaMemory> {
  const topic = readTopic(message.topic);
  if (!topic)
    return onlyIssue({ kind: 'unsupported', detail: 'Not a topic of Tasmota', excerpt: excerptOf(message.topic) }, memory);
  const { device, kind } = topic;
  const problem = nameIssue('device', device);
  if (problem) return onlyIssue(problem, memory);
  if (message.payload.byteLength === 0) return nothing(memory);
  if (kind === 'LWT') return lastWill(message, device, memory);
  if (topic.isStat && POWER.test(kind)) return power(message, { device, kind }, memory);
  const isRead = ['SENSOR', 'STATE', 'INFO1', 'INFO3', 'RESULT', 'DEEPSLEEP', 'STATUS8', 'STATUS10', 'STATUS11'].includes(kind);
  if (!isRead) return nothing(memory);
  const body = readObject(message);
  if (!body.ok) return onlyIssue({ ...body.error, device }, memory);
  const gathering = gather();
  readBody({ device, kind, body: body.value, isRetained: message.isRetained }, gathering);
  return gathering.done(kind !== 'SENSOR' && saysSleep(kind, body.value) ? withSleeper(memory, device) : memory);
}

interface Telemetry {
  readonly device: string;
  readonly kind: string;
  readonly body: JsonObject;
  readonly isRetained: boolean;
}

function readBody(telemetry: Telemetry, gathering: Gathering) {
  const { device, kind, body } = telemetry;
  const inner = (key: string): JsonObject => {
    const value = own(body, key);
    return isObject(value) ? value : body;
  };
  if (kind === 'SENSOR') readSensor(telemetry, gathering);
  else if (kind === 'STATUS8' || kind === 'STATUS10') readSensor({ ...telemetry, body: inner('StatusSNS') }, gathering);
  else if (kind === 'STATE') readState(telemetry, gathering);
  else if (kind === 'STATUS11') readState({ ...telemetry, body: inner('StatusSTS') }, gathering);
  else if (kind === 'RESULT') readPowers(telemetry, gathering);
  else if (kind === 'INFO1') {
    const info = inner('Info1');
    const what = present({ model: label(own(info, 'Module')), firmware: label(own(info, 'Version')) });
    gathering.state({ kind: 'birth', device, ...what, channels: [] });
  }
}

/** `Time` is the device's local time unless it carries a zone; without one it is no instant and arrival time counts. */
const base = ({ device, body, isRetained }: Telemetry): Pick<Observation, 'device' | 'observedAt' | 'historical'> => ({
  device,
  observedAt: timeOf(body),
  ...(isRetained && { historical: true }),
});

const timeOf = (body: JsonObject): Instant | null => instantOfIso(own(body, 'Time'));

function readSensor(telemetry: Telemetry, gathering: Gathering) {
  const { body } = telemetry;
  const told = (key: string) => label(own(body, key));
  const units: Units = {
    temperature: told('TempUnit') === 'F' ? '°F' : '°C',
    pressure: told('PressureUnit') ?? 'hPa',
  };
  readChips(body, { base: base(telemetry), units, isRetained: telemetry.isRetained }, gathering);
}

function readState(telemetry: Telemetry, gathering: Gathering) {
  readPowers(telemetry, gathering);
  const about = base(telemetry);
  const wifi = own(telemetry.body, 'Wifi');
  if (isObject(wifi))
    gathering.take({ ...about, channel: 'Wifi.Signal', unit: 'dBm', quantity: 'signal-strength' }, own(wifi, 'Signal'));
  gathering.take({ ...about, channel: 'UptimeSec', unit: 's', quantity: 'uptime' }, own(telemetry.body, 'UptimeSec'));
}

function readPowers(telemetry: Telemetry, gathering: Gathering) {
  for (const key of Object.keys(telemetry.body)) {
    if (POWER.test(key)) gathering.take({ ...base(telemetry), channel: key }, own(telemetry.body, key), switchWord);
  }
}

function power(
  message: Message,
  { device, kind }: { device: string; kind: string },
  memory: TasmotaMemory,
): Decoded<TasmotaMemory> {
  const text = readText(message);
  if (!text.ok) return onlyIssue({ ...text.error, device }, memory);
  const word = switchWord(text.value.trim());
  const issue = {
    kind: 'invalid-value',
    device,
    channel: kind,
    detail: 'Neither ON nor OFF',
    excerpt: excerptOf(text.value),
  } as const;
  if (typeof word !== 'boolean') return onlyIssue(issue, memory);
  const gathering = gather();
  gathering.observe({ device, channel: kind, value: word, observedAt: null, ...(message.isRetained && { historical: true }) });
  return gathering.done(memory);
}

function lastWill(message: Message, device: string, memory: TasmotaMemory): Decoded<TasmotaMemory> {
  const text = readText(message);
  const word = text.ok ? text.value.trim() : '';
  if (word !== 'Online' && word !== 'Offline') {
    return onlyIssue({ kind: 'invalid-value', device, detail: 'Neither Online nor Offline', excerpt: excerptOf(word) }, memory);
  }
  const gathering = gather();
  if (word === 'Offline' && memory.has(device))
    gathering.state({ kind: 'event', device, type: 'asleep', at: null, attributes: {} });
  else gathering.state({ kind: 'online', device, isOnline: word === 'Online', at: null });
  return gathering.done(memory);
}

/** Three places where a device says that it sleeps: before it goes, in its state, and when it wakes. */
function saysSleep(kind: string, body: JsonObject): boolean {
  if (kind === 'DEEPSLEEP') return true;
  const wifi = own(body, 'Wifi');
  const seconds = own(body, 'DeepSleep') ?? (isObject(wifi) ? own(wifi, 'DeepSleep') : undefined);
  if (kind === 'STATE') return typeof seconds === 'number' && seconds > 0;
  const info = own(body, 'Info3');
  const reason = isObject(info) ? own(info, 'RestartReason') : own(body, 'RestartReason');
  return kind === 'INFO3' && typeof reason === 'string' && reason.toLowerCase().startsWith('deep-sleep');
}

/** Copied only when a device is first heard to sleep; the one remembered longest makes room. */
function withSleeper(memory: TasmotaMemory, device: string): TasmotaMemory {
  if (memory.has(device)) return memory;
  return new Set([...memory, device].slice(-MAX_SLEEPERS));
}

const demo = 'tasmota/demo-sensor';
const T = Date.UTC(2021, 5, 27, 13, 3, 44);
const zb = (id: string) => `tasmota/zb-bridge/${id}`;
const cold = {
  device: 'tasmota/tasmota',
  channel: 'DS18B20.Temperature',
  value: 20.6,
  unit: '°C',
  quantity: 'temperature',
  observedAt: null,
} as const;

const examples: readonly DialectExample[] = [
  {
    name: 'local time without a zone is not believed',
    topic: 'tele/tasmota/SENSOR',
    payload: '{"Time":"2017-02-16T10:13:52","DS18B20":{"Id":"01131B123456","Temperature":20.6}}',
    observations: [cold],
  },
  {
    name: 'prefix and topic in the other order',
    topic: 'tasmota/tele/SENSOR',
    payload: '{"DS18B20":{"Temperature":20.6}}',
    observations: [cold],
  },
  {
    name: 'two chips of one kind, in Fahrenheit, one of them lost',
    topic: 'tele/hall-a/node 3/SENSOR',
    payload: '{"AM2301-1":{"Temperature":76.3,"Humidity":58.2},"AM2301-2":{"Temperature":null,"Humidity":null},"TempUnit":"F"}',
    observations: [
      { device: 'tasmota/hall-a/node 3', channel: 'AM2301-1.Temperature', value: 76.3, unit: '°F', quantity: 'temperature' },
      { device: 'tasmota/hall-a/node 3', channel: 'AM2301-1.Humidity', value: 58.2, unit: '%', quantity: 'relative-humidity' },
    ],
  },
  {
    name: 'dry contacts with a time that can be believed, retained',
    topic: 'tele/demo-sensor/SENSOR',
    payload: '{"Time":"2021-06-27T15:03:44+02:00","Switch1":"OFF","Switch2":"ON"}',
    isRetained: true,
    observations: [
      { device: demo, channel: 'Switch1', value: false, observedAt: T, historical: true },
      { device: demo, channel: 'Switch2', value: true, observedAt: T, historical: true },
    ],
  },
  {
    name: 'state',
    topic: 'tele/demo-sensor/STATE',
    payload:
      '{"Time":"2021-06-27T15:03:44+02:00","UptimeSec":13,"SleepMode":"Dynamic","Sleep":50,"POWER":"ON","Wifi":{"RSSI":86,"Signal":-57}}',
    observations: [
      { device: demo, channel: 'POWER', value: true, observedAt: T },
      { device: demo, channel: 'Wifi.Signal', value: -57, unit: 'dBm' },
      { device: demo, channel: 'UptimeSec', value: 13, unit: 's' },
    ],
  },
  {
    name: 'a badge at the reader is an event',
    topic: 'tele/rfid-test/SENSOR',
    payload: '{"Time":"2021-01-23T13:10:50","RC522":{"UID":"BA839D07","Data":"","Type":"MIFARE 1KB"}}',
    facts: [
      {
        kind: 'event',
        device: 'tasmota/rfid-test',
        type: 'badge-read',
        at: null,
        attributes: { reader: 'RC522', uid: 'BA839D07' },
      },
    ],
  },
  {
    name: 'a Zigbee sensor behind the bridge',
    topic: 'tele/zb-bridge/SENSOR',
    payload: '{"ZbReceived":{"0x2916":{"Device":"0x2916","Name":"SNZB-02","Temperature":26.27,"Endpoint":1,"LinkQuality":105}}}',
    observations: [
      { device: zb('0x2916'), channel: 'Temperature', value: 26.27, unit: '°C', quantity: 'temperature' },
      { device: zb('0x2916'), channel: 'LinkQuality', value: 105, unit: 'lqi' },
    ],
  },
  {
    name: 'a wet leak detector behind the bridge',
    topic: 'tele/zb-bridge/SENSOR',
    payload: '{"ZbReceived":{"0x099F":{"0500!00":"010000FF0000","LinkQuality":70}}}',
    observations: [
      { device: zb('0x099F'), channel: '0500!00', value: true, quantity: 'leak' },
      { device: zb('0x099F'), channel: 'LinkQuality', value: 70 },
    ],
  },
  {
    name: 'a relay',
    topic: 'stat/tasmota/POWER',
    payload: 'ON',
    observations: [{ device: 'tasmota/tasmota', channel: 'POWER', value: true }],
  },
  {
    name: 'the same as a result',
    topic: 'stat/tasmota/RESULT',
    payload: '{"POWER":"ON"}',
    observations: [{ device: 'tasmota/tasmota', channel: 'POWER', value: true }],
  },
  {
    name: 'gone',
    topic: 'tele/tasmota/LWT',
    payload: 'Offline',
    facts: [{ kind: 'online', device: 'tasmota/tasmota', isOnline: false }],
  },
  {
    name: 'a device says that it will sleep',
    session: 'sleep',
    topic: 'stat/demo-sensor/DEEPSLEEP',
    payload: '{"DeepSleep":{"Time":"2021-06-27T15:04:00","Epoch":1624799040}}',
  },
  {
    name: 'and sleeps, which is no failure',
    session: 'sleep',
    topic: 'tele/demo-sensor/LWT',
    payload: 'Offline',
    facts: [{ kind: 'event', device: demo, type: 'asleep' }],
  },
  {
    name: 'who it is',
    topic: 'tele/demo-sensor/INFO1',
    payload: '{"Info1":{"Module":"Generic","Version":"14.2.0(tasmota)"}}',
    facts: [{ kind: 'birth', device: demo, model: 'Generic', firmware: '14.2.0(tasmota)', channels: [] }],
  },
  {
    name: 'poison',
    topic: 'tele/tasmota/SENSOR',
    payload: '{"DS18B20":{"Temperature":20.6,"Humidity":1e999},"BME280":{"__proto__":{"Temperature":1}}}',
    observations: [cold],
    issues: ['invalid-value', 'invalid-shape'],
  },
  { name: 'cut off', topic: 'tele/tasmota/SENSOR', payload: '{"Time":"2017', issues: ['not-json'] },
  { name: 'a nonsense will', topic: 'tele/tasmota/LWT', payload: 'Maybe', issues: ['invalid-value'] },
];

/** Tasmota with its telemetry and status prefixes. Memory: which devices sleep. */
export const tasmota = defineDialect<TasmotaMemory>({
  id: 'tasmota',
  name: 'Tasmota',
  topics: ['tele/#', 'stat/#', '+/tele/+', '+/stat/+'],
  owns: (topic) => /^(?:tele|stat)\/.|\/(?:tele|stat)\/[A-Z0-9_]+$/.test(topic),
  start: () => new Set(),
  decode,
  examples,
});
