import { type Decoded, type DialectExample, defineDialect, type Message } from './define.ts';
import { gather, nothing, onlyIssue } from './payload/gather.ts';
import { isObject, own, parseJson, readText } from './payload/json.ts';
import { nameIssue } from './payload/name.ts';
import { describe, excerptOf } from './payload/text.ts';
import { readInventory } from './zigbee2mqtt/inventory.ts';
import { readAttribute, readState, type Zigbee2MqttMemory } from './zigbee2mqtt/state.ts';

const BASE = 'zigbee2mqtt/';
const BRIDGE = 'zigbee2mqtt/bridge';
/** The list of all devices is by far the largest message: some kilobytes a device. */
const MAX_INVENTORY_BYTES = 2_097_152;
function decode(message: Message, memory: Zigbee2MqttMemory): Decoded<Zigbee2MqttMemory> {
  const path = message.topic.slice(BASE.length);
  const action = path.split('/').at(-1);
  if (message.payload.byteLength === 0 || action === 'set' || action === 'get') return nothing(memory);
  if (path === 'bridge/devices') return learn(message, memory);
  if (path === 'bridge/state') return availability(message, memory, BRIDGE);
  if (path === 'bridge/event') return bridgeEvent(message, memory);
  if (path.startsWith('bridge/')) return nothing(memory);
  const problem = nameIssue('device', path);
  if (problem) return onlyIssue(problem, memory);
  if (action === 'availability') return availability(message, memory, BASE + path.slice(0, -'/availability'.length));
  return state(message, memory, path);
}

function learn(message: Message, memory: Zigbee2MqttMemory): Decoded<Zigbee2MqttMemory> {
  const text = readText(message, MAX_INVENTORY_BYTES);
  const json = text.ok ? parseJson(text.value) : text;
  if (!json.ok) return onlyIssue({ ...json.error, device: BRIDGE }, memory);
  const gathering = gather();
  return gathering.done(readInventory(json.value, gathering) ?? memory);
}

/** Both forms: `{"state":"online"}` and the bare word. A bridge that goes takes the freshness of everything behind it along. */
function availability(message: Message, memory: Zigbee2MqttMemory, device: string): Decoded<Zigbee2MqttMemory> {
  const text = readText(message);
  if (!text.ok) return onlyIssue({ ...text.error, device }, memory);
  const json = parseJson(text.value);
  const raw = json.ok && isObject(json.value) ? own(json.value, 'state') : json.ok ? json.value : text.value.trim();
  if (raw !== 'online' && raw !== 'offline') {
    return onlyIssue(
      { kind: 'invalid-value', device, detail: 'Neither online nor offline', excerpt: excerptOf(text.value) },
      memory,
    );
  }
  const gathering = gather();
  gathering.state({ kind: 'online', device, isOnline: raw === 'online', at: null });
  if (raw === 'offline' && device === BRIDGE) gathering.state({ kind: 'death', device, at: message.receivedAt });
  return gathering.done(memory);
}

function bridgeEvent(message: Message, memory: Zigbee2MqttMemory): Decoded<Zigbee2MqttMemory> {
  const text = readText(message);
  const json = text.ok ? parseJson(text.value) : text;
  if (!json.ok) return onlyIssue({ ...json.error, device: BRIDGE }, memory);
  const type = isObject(json.value) ? own(json.value, 'type') : undefined;
  const about = isObject(json.value) ? own(json.value, 'data') : undefined;
  if (typeof type !== 'string' || nameIssue('channel', type)) {
    return onlyIssue(
      { kind: 'invalid-shape', device: BRIDGE, detail: 'An event without a type', excerpt: describe(type) },
      memory,
    );
  }
  const attributes = ['friendly_name', 'ieee_address', 'status'].flatMap((key) => {
    const value = isObject(about) ? own(about, key) : undefined;
    return typeof value === 'string' && !nameIssue('channel', value) ? [[key, value] as const] : [];
  });
  const gathering = gather();
  gathering.state({ kind: 'event', device: BRIDGE, type, at: null, attributes: Object.fromEntries(attributes) });
  return gathering.done(memory);
}

function state(message: Message, memory: Zigbee2MqttMemory, path: string): Decoded<Zigbee2MqttMemory> {
  const text = readText(message);
  if (!text.ok) return onlyIssue({ ...text.error, device: BASE + path }, memory);
  const json = parseJson(text.value);
  const gathering = gather();
  if (json.ok && isObject(json.value)) readState(json.value, { message, path, memory }, gathering);
  else readAttribute(json.ok ? json.value : text.value.trim(), { message, path, memory }, gathering);
  return gathering.done(memory);
}

const T = 1_588_074_240_833;
const leak = 'zigbee2mqtt/xiaomi_aqara_water_1';
const door = 'zigbee2mqtt/hall-a/door';
const air = 'zigbee2mqtt/air';
const inventory =
  '[{"ieee_address":"0x00","friendly_name":"Coordinator","type":"Coordinator"},{"ieee_address":"0x01","friendly_name":"air","type":"EndDevice","definition":{"model":"ZX1","vendor":"Tuya","exposes":[{"type":"numeric","property":"voc","unit":"ppb"},{"type":"binary","property":"contact","value_on":false,"value_off":true},{"type":"switch","features":[{"type":"binary","property":"state","value_on":"OPEN","value_off":"CLOSE"}]}]}}]';

const examples: readonly DialectExample[] = [
  {
    name: 'temperature, humidity and pressure; the voltage of a battery is in millivolts',
    topic: 'zigbee2mqtt/rack 7',
    payload: '{"temperature":24.04,"linkquality":89,"humidity":25.91,"pressure":963,"battery":100,"voltage":3135}',
    observations: [
      {
        device: 'zigbee2mqtt/rack 7',
        channel: 'temperature',
        value: 24.04,
        unit: '°C',
        quantity: 'temperature',
        observedAt: null,
      },
      { device: 'zigbee2mqtt/rack 7', channel: 'linkquality', value: 89, unit: 'lqi' },
      { device: 'zigbee2mqtt/rack 7', channel: 'humidity', value: 25.91, unit: '%', quantity: 'relative-humidity' },
      { device: 'zigbee2mqtt/rack 7', channel: 'pressure', value: 963, unit: 'hPa' },
      { device: 'zigbee2mqtt/rack 7', channel: 'battery', value: 100, unit: '%' },
      { device: 'zigbee2mqtt/rack 7', channel: 'voltage', value: 3135, unit: 'mV' },
    ],
  },
  {
    name: 'a leak detector that says when it was heard',
    topic: leak,
    payload: '{"battery":100,"voltage":3055,"linkquality":94,"last_seen":1588074240833,"water_leak":false,"elapsed":3006136}',
    observations: [
      { device: leak, channel: 'battery', value: 100, observedAt: T },
      { device: leak, channel: 'voltage', value: 3055, unit: 'mV', observedAt: T },
      { device: leak, channel: 'linkquality', value: 94, observedAt: T },
      { device: leak, channel: 'water_leak', value: false, quantity: 'leak', observedAt: T },
    ],
  },
  {
    name: 'contact true is a closed door; a retained state is old',
    topic: door,
    payload: '{"contact":true,"last_seen":"2020-04-28T13:44:00.833+02:00"}',
    isRetained: true,
    observations: [{ device: door, channel: 'contact', value: false, quantity: 'door', observedAt: T, historical: true }],
  },
  {
    name: 'an open door',
    topic: door,
    payload: '{"contact":false}',
    observations: [{ device: door, channel: 'contact', value: true }],
  },
  {
    name: 'a gas alarm in words',
    topic: 'zigbee2mqtt/co',
    payload: '{"carbon_monoxide":"OFF","co":0}',
    observations: [
      { device: 'zigbee2mqtt/co', channel: 'carbon_monoxide', value: false },
      { device: 'zigbee2mqtt/co', channel: 'co', value: 0, unit: 'ppm', quantity: 'carbon-monoxide' },
    ],
  },
  {
    name: 'the voltage of a plug is in volts',
    topic: 'zigbee2mqtt/plug',
    payload: '{"state":"ON","power":12.5,"voltage":231.4}',
    observations: [
      { device: 'zigbee2mqtt/plug', channel: 'state', value: true },
      { device: 'zigbee2mqtt/plug', channel: 'power', value: 12.5, unit: 'W' },
      { device: 'zigbee2mqtt/plug', channel: 'voltage', value: 231.4, unit: 'V' },
    ],
  },
  {
    name: 'the bridge lists its devices with units and words',
    session: 'inventory',
    topic: 'zigbee2mqtt/bridge/devices',
    payload: inventory,
    isRetained: true,
    facts: [
      {
        kind: 'birth',
        device: air,
        model: 'Tuya ZX1',
        parent: BRIDGE,
        channels: [
          { channel: 'voc', unit: 'ppb', quantity: 'voc' },
          { channel: 'contact', quantity: 'door' },
          { channel: 'state' },
        ],
      },
    ],
  },
  {
    name: 'what a device exposes decides unit and words',
    session: 'inventory',
    topic: air,
    payload: '{"voc":250,"contact":true,"state":"OPEN","air_quality":"excellent","action":"single"}',
    observations: [
      { device: air, channel: 'voc', value: 250, unit: 'ppb' },
      { device: air, channel: 'contact', value: false, quantity: 'door' },
      { device: air, channel: 'state', value: true },
      { device: air, channel: 'air_quality', value: 'excellent' },
    ],
    facts: [{ kind: 'event', device: air, type: 'action', attributes: { action: 'single' } }],
  },
  {
    name: 'one attribute a topic',
    topic: 'zigbee2mqtt/hall-a/rack 7/temperature',
    payload: '24.04',
    observations: [
      { device: 'zigbee2mqtt/hall-a/rack 7', channel: 'temperature', value: 24.04, unit: '°C', quantity: 'temperature' },
    ],
  },
  {
    name: 'availability in an object',
    topic: `${door}/availability`,
    payload: '{"state":"offline"}',
    facts: [{ kind: 'online', device: door, isOnline: false }],
  },
  {
    name: 'availability as a word',
    topic: `${door}/availability`,
    payload: 'online',
    facts: [{ kind: 'online', device: door, isOnline: true }],
  },
  {
    name: 'a bridge that goes',
    topic: 'zigbee2mqtt/bridge/state',
    payload: 'offline',
    facts: [
      { kind: 'online', device: BRIDGE, isOnline: false },
      { kind: 'death', device: BRIDGE },
    ],
  },
  {
    name: 'a device leaves',
    topic: 'zigbee2mqtt/bridge/event',
    payload: '{"type":"device_leave","data":{"ieee_address":"0x90fd9ffffe6494fc","friendly_name":"my_bulb"}}',
    facts: [
      {
        kind: 'event',
        device: BRIDGE,
        type: 'device_leave',
        attributes: { friendly_name: 'my_bulb', ieee_address: '0x90fd9ffffe6494fc' },
      },
    ],
  },
  { name: 'log lines', topic: 'zigbee2mqtt/bridge/logging', payload: '{"level":"info","message":"allowing new devices"}' },
  { name: 'a command', topic: 'zigbee2mqtt/plug/set', payload: '{"state":"ON"}' },
  {
    name: 'poison',
    topic: door,
    payload: '{"contact":true,"x":{"deep":1},"constructor":1,"t":"\\ud800"}',
    observations: [{ device: door, channel: 'contact', value: false }],
    issues: ['invalid-shape', 'invalid-shape', 'invalid-value'],
  },
  { name: 'cut off', topic: door, payload: '{"contact":tr', issues: ['invalid-shape'] },
];

/** Zigbee2MQTT under its default base topic. A cached state that the bridge repeats at its start looks live unless `last_seen` is on. */
export const zigbee2mqtt = defineDialect<Zigbee2MqttMemory>({
  id: 'zigbee2mqtt',
  name: 'Zigbee2MQTT',
  topics: ['zigbee2mqtt/#'],
  owns: (topic) => topic.startsWith(BASE),
  start: () => new Map(),
  decode,
  examples,
});
