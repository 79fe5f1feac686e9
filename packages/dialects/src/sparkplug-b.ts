import { type Decoded, type DialectExample, defineDialect, type Issue, type Message } from './define.ts';
import { gather, nothing, onlyIssue } from './payload/gather.ts';
import { entryOf } from './payload/persistent-map.ts';
import { excerptOf, excerptOfBytes } from './payload/text.ts';
import { emptyMemory, remember, type SparkplugMemory, unborn } from './sparkplug/memory.ts';
import { decodePayload } from './sparkplug/payload.ts';
import { advance } from './sparkplug/step.ts';
import { deviceId, nodeId, nodeKey, readTopic } from './sparkplug/topic.ts';

/** A birth of thousands of metrics with their properties is long: 1 MiB. */
const MAX_BYTES = 1_048_576;

function decode(message: Message, memory: SparkplugMemory): Decoded<SparkplugMemory> {
  const { payload: bytes } = message;
  const topic = readTopic(message.topic);
  if (topic === 'ignored') return nothing(memory);
  const refuse = (kind: Issue['kind'], detail: string, excerpt: string) =>
    onlyIssue({ kind, detail, excerpt, ...(topic && { device: deviceId(topic) }) }, memory);
  if (!topic) return refuse('unsupported', 'Not a topic of Sparkplug B', excerptOf(message.topic));
  if (message.isRetained)
    return refuse('unsupported', 'Retained, which Sparkplug forbids: its age is unknown', excerptOfBytes(bytes));
  if (bytes.byteLength > MAX_BYTES)
    return refuse('too-large', `${bytes.byteLength} bytes; at most ${MAX_BYTES} are read`, excerptOfBytes(bytes));
  const payload = decodePayload(bytes);
  if (!payload.ok) return refuse('invalid-shape', `Not a Sparkplug payload: ${payload.error}`, excerptOfBytes(bytes));
  const gathering = gather();
  const before = entryOf(memory.nodes, nodeKey(topic)) ?? unborn;
  const after = advance(before, { topic, message, payload: payload.value, gathering });
  const kept = remember(memory, nodeKey(topic), after);
  if (!kept)
    gathering.refuse({
      kind: 'too-large',
      device: nodeId(topic),
      detail: 'More nodes, devices or metrics than can be remembered',
    });
  return gathering.done(kept ?? memory);
}

const T = 1_760_000_000_000;
const node = 'sparkplug-b/dc1/gw-1';
const leak = `${node}/leak-1`;
const to = (kind: string, below = '') => `spBv1.0/dc1/${kind}/gw-1${below}`;
const rebirth = { kind: 'rebirth-needed', device: node, topic: 'spBv1.0/dc1/NCMD/gw-1' } as const;
const gone = (device: string) => [
  { kind: 'death', device } as const,
  { kind: 'online', device, isOnline: false, at: null } as const,
];
const NDEATH = { hex: '088080b3c19c3312120a056264536571188080b3c19c3320045807' };
const NBIRTH = {
  hex: '088080b3c19c3312120a056264536571188080b3c19c332004580712210a144e6f646520436f6e74726f6c2f52656269727468188080b3c19c33200b7000123d0a17456e7669726f6e6d656e742f54656d70657261747572651001188080b3c19c3320094a120a07656e67556e69741207080c4203c2b043650000ac41122a0a14456e7669726f6e6d656e742f446577506f696e741002188080b3c19c33200a699a999999999922401800',
};
const DBIRTH = {
  hex: '088080b3c19c3312170a084c65616b2f576574100a188080b3c19c33200b7000121f0a104c65616b2f44697374616e63655f636d100b188080b3c19c332003500012210a12426174746572792f43757272656e745f6441100c188080b3c19c33200458001801',
};
const NDATA = { hex: '08e887b3c19c33120e100118e887b3c19c33650000da411802' };
const DDATA = { hex: '08d08fb3c19c33120f100b18d08fb3c19c3350ffffffff0f1214100c18d08fb3c19c3358e7ffffffffffffffff011803' };
const warm = { device: node, channel: 'Environment/Temperature', value: 27.25, unit: '°C', observedAt: T + 1000 } as const;
const bornNode = [
  {
    kind: 'birth',
    device: node,
    channels: [{ channel: 'Environment/Temperature', unit: '°C' }, { channel: 'Environment/DewPoint' }],
  },
  { kind: 'online', device: node, isOnline: true, at: T },
] as const;
const born = { topic: to('NBIRTH'), payload: NBIRTH, facts: bornNode } as const;
const atBirth = [
  { device: node, channel: 'Environment/Temperature', value: 21.5, unit: '°C', observedAt: T },
  { device: node, channel: 'Environment/DewPoint', value: 9.3, observedAt: T },
] as const;

const bornDevice = {
  topic: to('DBIRTH', '/leak-1'),
  payload: DBIRTH,
  observations: [
    { device: leak, channel: 'Leak/Wet', value: false },
    { device: leak, channel: 'Leak/Distance_cm', value: 0 },
    { device: leak, channel: 'Battery/Current_dA', value: 0 },
  ],
  facts: [
    { kind: 'birth', device: leak, parent: node },
    { kind: 'online', device: leak, isOnline: true, at: T },
  ],
} as const;

const examples: readonly DialectExample[] = [
  { ...born, name: 'a node is born and tells its first values', session: 'life', observations: atBirth },
  { ...bornDevice, name: 'a device is born below its node', session: 'life' },
  { name: 'an alias stands for its name and unit', session: 'life', topic: to('NDATA'), payload: NDATA, observations: [warm] },
  {
    name: 'integers are signed by the datatype of the birth',
    session: 'life',
    topic: to('DDATA', '/leak-1'),
    payload: DDATA,
    observations: [
      { device: leak, channel: 'Leak/Distance_cm', value: -1, observedAt: T + 2000 },
      { device: leak, channel: 'Battery/Current_dA', value: -25, observedAt: T + 2000 },
    ],
  },
  {
    name: 'a device dies; the sequence jumped from 3 to 6',
    session: 'life',
    topic: to('DDEATH', '/leak-1'),
    payload: { hex: '0888a7b3c19c331806' },
    facts: [
      { kind: 'death', device: leak, at: T + 5000 },
      { kind: 'online', device: leak, isOnline: false, at: T + 5000 },
      rebirth,
    ],
    issues: ['invalid-value'],
  },
  {
    name: 'a value of a dead device is not stored',
    session: 'life',
    topic: to('DDATA', '/leak-1'),
    payload: { hex: `${DDATA.hex.slice(0, -2)}07` },
    issues: ['unknown-alias', 'unknown-alias'],
  },
  {
    name: 'a death of an earlier session is old news',
    session: 'life',
    topic: to('NDEATH'),
    payload: { hex: `${NDEATH.hex.slice(0, -2)}06` },
  },
  { name: 'a node dies', session: 'life', topic: to('NDEATH'), payload: NDEATH, facts: gone(node) },
  { ...born, name: 'born again, with a device that will die with it', session: 'both', observations: atBirth },
  { ...bornDevice, name: 'the device of that node', session: 'both' },
  {
    name: 'node and device die together',
    session: 'both',
    topic: to('NDEATH'),
    payload: NDEATH,
    facts: [...gone(node), ...gone(leak)],
  },
  {
    name: 'data before any birth ask for one and store nothing',
    topic: to('NDATA'),
    payload: NDATA,
    facts: [rebirth],
    issues: ['unknown-alias'],
  },
  { ...born, name: 'before a hole', session: 'hole', observations: atBirth },
  {
    name: 'a hole in the sequence makes its first values uncertain',
    session: 'hole',
    topic: to('NDATA'),
    payload: { hex: `${NDATA.hex.slice(0, -2)}04` },
    observations: [{ ...warm, quality: { level: 'uncertain', reason: 'not-connected' } }],
    facts: [rebirth],
    issues: ['invalid-value'],
  },
  { name: 'cut off', topic: to('NDATA'), payload: { hex: NDATA.hex.slice(0, -12) }, issues: ['invalid-shape'] },
  { name: 'text where protobuf should be', topic: to('NDATA'), payload: '{"temperature":21}', issues: ['invalid-shape'] },
  { name: 'retained, against the rules', topic: to('NDATA'), payload: NDATA, isRetained: true, issues: ['unsupported'] },
  {
    name: 'a command of a host',
    topic: to('NCMD'),
    payload: { hex: '08f0aeb3c19c3312210a144e6f646520436f6e74726f6c2f5265626972746818f0aeb3c19c33200b7001' },
  },
  { name: 'the state of a host', topic: 'spBv1.0/STATE/scada-1', payload: '{"online":true,"timestamp":1700000000000}' },
];

/** Sparkplug B 3.0. Memory: what each edge node announced; pure, bounded (`sparkplug/memory.ts`). Own reader of the wire: see README. */
export const sparkplugB = defineDialect<SparkplugMemory>({
  id: 'sparkplug-b',
  name: 'Sparkplug B',
  topics: ['spBv1.0/#'],
  owns: (topic) => topic.startsWith('spBv1.0/'),
  start: () => emptyMemory,
  decode,
  examples,
});
