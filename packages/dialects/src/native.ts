import { GOOD, type Instant, type Observation, type Quality, qualityReasons } from '@wachter/core';
import { type ChannelBirth, type DialectExample, defineDialect, type Fact, type Issue, type Message } from './define.ts';
import { type Gathering, gather, nothing, onlyIssue } from './payload/gather.ts';
import { instantOfMs } from './payload/instant.ts';
import { entriesOf, isObject, type JsonObject, own, readObject } from './payload/json.ts';
import { label, nameIssue, present } from './payload/name.ts';
import { readScalar } from './payload/scalar.ts';
import { describe, excerptOf } from './payload/text.ts';

/** Device protocol, version 1: a payload is at most 64 kB. */
const MAX_BYTES = 65_536;
/** More than fit into 64 kB: of a buffered message every value is read. */
const MAX_VALUES = 16_384;
const MAX_BIRTH_CHANNELS = 2_000;
const TOPIC = /^wachter\/v1\/([a-z0-9-]{3,40})\/([a-z]{1,20})$/;
const BOOT = /^[\x21-\x7e]{1,64}$/;

/** Where a message belongs: the owner of its topic, which no payload can overrule. */
interface Envelope {
  readonly device: string;
  readonly message: Message;
  readonly body: JsonObject;
}

const topicIssue = (topic: string): Issue => ({
  kind: 'unsupported',
  detail: 'Not a topic of the device protocol: wachter/v1/{a-z, 0-9 and -, 3 to 40 long}/{birth|data|event|status}',
  excerpt: excerptOf(topic),
});

function readKind(kind: string, envelope: Envelope, gathering: Gathering) {
  if (kind === 'data' || kind === 'event') readSequence(envelope, gathering);
  const { device, body } = envelope;
  const named = own(body, 'device');
  if (named !== undefined && named !== device) {
    const detail = 'The payload names another device than the topic it came on; nothing of it is used';
    return gathering.refuse({ kind: 'foreign-topic', device, detail, excerpt: describe(named) });
  }
  if (kind === 'data') readSamples(envelope, gathering);
  else if (kind === 'event') readEvent(envelope, gathering);
  else if (kind === 'birth') readBirth(envelope, gathering);
  else if (kind === 'status') readStatus(envelope, gathering);
  else gathering.refuse({ ...topicIssue(envelope.message.topic), device });
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

/** A count is told even when the values are refused: the device must not send a poisoned message for ever. A retained one counts nothing. */
function readSequence({ device, message, body }: Envelope, gathering: Gathering) {
  const boot = own(body, 'boot');
  const seq = own(body, 'seq');
  const lost = own(body, 'lost');
  if (typeof boot !== 'string' || !BOOT.test(boot) || !isCount(seq) || seq < 1) {
    const detail = 'Without boot (1 to 64 characters) and seq (a whole number from 1) the message cannot be counted';
    return gathering.refuse({ kind: 'invalid-shape', device, detail, excerpt: `${describe(boot)} ${describe(seq)}` });
  }
  if (lost !== undefined && lost !== null && !isCount(lost)) {
    gathering.refuse({ kind: 'invalid-value', device, detail: 'lost is no count', excerpt: describe(lost) });
  }
  if (!message.isRetained) gathering.state({ kind: 'sequence', device, boot, seq, lost: isCount(lost) ? lost : 0 });
}

/** The instant under `t`; null without a word when the device has no clock, null with an issue when it is nonsense. */
function readTime(device: string, object: JsonObject, gathering: Gathering): Instant | null {
  const raw = own(object, 't');
  const at = instantOfMs(raw);
  if (at === null && raw !== undefined && raw !== null && raw !== 0) {
    gathering.refuse({ kind: 'invalid-value', device, detail: 't is not in milliseconds since 1970', excerpt: describe(raw) });
  }
  return at;
}

function readSamples(envelope: Envelope, gathering: Gathering) {
  const { device, body } = envelope;
  const samples = own(body, 'samples');
  if (!Array.isArray(samples)) {
    return gathering.refuse({ kind: 'invalid-shape', device, detail: 'samples is not an array', excerpt: describe(samples) });
  }
  for (const sample of samples) {
    if (isObject(sample)) readSample(envelope, sample, gathering);
    else gathering.refuse({ kind: 'invalid-shape', device, detail: 'A sample is not an object', excerpt: describe(sample) });
  }
}

function readSample({ device, message }: Envelope, sample: JsonObject, gathering: Gathering): void {
  const observedAt = readTime(device, sample, gathering);
  const values = partOf(sample, 'v', { device, gathering });
  const reasons = partOf(sample, 'q', { device, gathering });
  for (const channel of Object.keys(values)) {
    const isNamed = Object.hasOwn(reasons, channel);
    const value = gathering.read(device, channel, values[channel]);
    if (value === undefined) continue;
    const observation: Observation = isNamed
      ? { device, channel, value, observedAt, quality: qualityOf(reasons[channel]) }
      : { device, channel, value, observedAt };
    gathering.observe(message.isRetained ? { ...observation, historical: true } : observation);
  }
  for (const [channel, reason] of entriesOf(reasons)) {
    if (own(values, channel) !== undefined && own(values, channel) !== null) continue;
    const problem = nameIssue('channel', channel);
    const quality = qualityOf(reason);
    if (problem) gathering.refuse({ ...problem, device });
    else
      gathering.observe({ device, channel, value: null, observedAt, quality, ...(message.isRetained && { historical: true }) });
  }
}

const NOTHING: JsonObject = {};

function partOf(sample: JsonObject, key: 'v' | 'q', { device, gathering }: { device: string; gathering: Gathering }): JsonObject {
  const raw = own(sample, key);
  if (isObject(raw)) return raw;
  if (raw !== undefined && raw !== null) {
    gathering.refuse({ kind: 'invalid-shape', device, detail: `${key} is not an object`, excerpt: describe(raw) });
  }
  return NOTHING;
}

/** Named in `q` means not good. A reason we do not know is taken for a sensor fault; a sensor that warms up is uncertain. */
function qualityOf(raw: unknown): Quality {
  if (raw === 'none' || raw === 'good') return GOOD;
  const reason = qualityReasons.find((known) => known === raw) ?? 'sensor-fault';
  return { level: reason === 'warm-up' ? 'uncertain' : 'bad', reason };
}

function readEvent({ device, body }: Envelope, gathering: Gathering) {
  const type = label(own(body, 'type'));
  if (type === undefined) {
    return gathering.refuse({
      kind: 'invalid-shape',
      device,
      detail: 'An event without a type',
      excerpt: describe(own(body, 'type')),
    });
  }
  const attributes: [string, string | number | boolean | null][] = [];
  for (const [key, raw] of entriesOf(body)) {
    if (['boot', 'seq', 'lost', 't', 'type', 'device'].includes(key)) continue;
    const scalar = readScalar(raw);
    const issue = nameIssue('channel', key) ?? (scalar.kind === 'refused' ? scalar.issue : null);
    if (issue) gathering.refuse({ ...issue, device, detail: `Attribute of the event: ${issue.detail}` });
    else attributes.push([key, scalar.kind === 'value' ? scalar.value : null]);
  }
  const at = readTime(device, body, gathering);
  gathering.state({ kind: 'event', device, type, at, attributes: Object.fromEntries(attributes) });
}

function readBirth({ device, body }: Envelope, gathering: Gathering) {
  const raw = own(body, 'channels');
  const listed = Array.isArray(raw) ? raw.slice(0, MAX_BIRTH_CHANNELS) : [];
  if (!Array.isArray(raw) || raw.length > MAX_BIRTH_CHANNELS) {
    const detail = `channels must be an array of at most ${MAX_BIRTH_CHANNELS}`;
    gathering.refuse({ kind: Array.isArray(raw) ? 'too-large' : 'invalid-shape', device, detail, excerpt: describe(raw) });
  }
  gathering.state({
    kind: 'birth',
    device,
    ...present({ model: label(own(body, 'model')), firmware: label(own(body, 'firmware')), name: label(own(body, 'name')) }),
    ...present({ boot: label(own(body, 'boot')) }),
    channels: listed.flatMap((entry) => readChannelBirth(device, entry, gathering)),
  });
}

function readChannelBirth(device: string, raw: unknown, gathering: Gathering): readonly ChannelBirth[] {
  const channel = isObject(raw) ? own(raw, 'channel') : undefined;
  if (!isObject(raw) || typeof channel !== 'string') {
    gathering.refuse({ kind: 'invalid-shape', device, detail: 'A channel without a name', excerpt: describe(raw) });
    return [];
  }
  const problem = nameIssue('channel', channel);
  if (problem) {
    gathering.refuse({ ...problem, device });
    return [];
  }
  const every = own(raw, 'intervalSeconds');
  const intervalSeconds = typeof every === 'number' && every > 0 && every <= 31_536_000 ? every : undefined;
  return [{ channel, ...present({ quantity: label(own(raw, 'quantity')), unit: label(own(raw, 'unit')), intervalSeconds }) }];
}

/** A will was written at the time of connecting, so an offline message never says when the device went: arrival time counts. */
function readStatus({ device, body }: Envelope, gathering: Gathering) {
  const isOnline = own(body, 'online');
  if (typeof isOnline !== 'boolean') {
    return gathering.refuse({
      kind: 'invalid-shape',
      device,
      detail: 'online must be true or false',
      excerpt: describe(isOnline),
    });
  }
  const at = readTime(device, body, gathering);
  const fact: Fact = { kind: 'online', device, isOnline, at: isOnline ? at : null };
  gathering.state(fact);
}

const T = 1_764_000_000_123;
const node = 'dc1-hall-a-n1';
const on = (kind: string) => `wachter/v1/${node}/${kind}`;
const sequence = (seq: number, lost = 0) => ({ kind: 'sequence', device: node, boot: '9f2c41aa', seq, lost }) as const;
const temperature = { device: node, channel: 'inlet-top', value: 23.4 } as const;

const examples: readonly DialectExample[] = [
  {
    name: 'a birth lists the channels of the device',
    topic: on('birth'),
    payload:
      '{"model":"WS-2","firmware":"1.4.0","boot":"9f2c41aa","channels":[{"channel":"inlet-top","quantity":"temperature","unit":"°C","intervalSeconds":10}]}',
    isRetained: true,
    facts: [
      {
        kind: 'birth',
        device: node,
        model: 'WS-2',
        firmware: '1.4.0',
        boot: '9f2c41aa',
        channels: [{ channel: 'inlet-top', quantity: 'temperature', unit: '°C', intervalSeconds: 10 }],
      },
    ],
  },
  {
    name: 'data carry source time, values and the qualities that are not good',
    topic: on('data'),
    payload:
      '{"boot":"9f2c41aa","seq":1042,"samples":[{"t":1764000000123,"v":{"inlet-top":23.4,"leak":false},"q":{"inlet-rh":"sensor-fault"}}]}',
    observations: [
      { ...temperature, observedAt: T },
      { device: node, channel: 'leak', value: false, observedAt: T },
      { device: node, channel: 'inlet-rh', value: null, quality: { level: 'bad', reason: 'sensor-fault' }, observedAt: T },
    ],
    facts: [sequence(1042)],
  },
  {
    name: 'a device without a clock leaves the time out; null is no value; an unknown reason is a sensor fault',
    topic: on('data'),
    payload: '{"boot":"9f2c41aa","seq":7,"lost":17,"samples":[{"v":{"inlet-top":23.4,"gone":null},"q":{"inlet-top":"odd"}}]}',
    observations: [{ ...temperature, observedAt: null, quality: { level: 'bad', reason: 'sensor-fault' } }],
    facts: [sequence(7, 17)],
  },
  {
    name: 'retained data never count as live nor as a number',
    topic: on('data'),
    payload: '{"boot":"9f2c41aa","seq":7,"samples":[{"t":1764000000123,"v":{"inlet-top":23.4}}]}',
    isRetained: true,
    observations: [{ ...temperature, observedAt: T, historical: true }],
  },
  {
    name: 'an event keeps its attributes',
    topic: on('event'),
    payload: '{"boot":"9f2c41aa","seq":1043,"t":1764000000123,"type":"door-forced","door":"dc1-hall-a-door-2"}',
    facts: [
      sequence(1043),
      { kind: 'event', device: node, type: 'door-forced', at: T, attributes: { door: 'dc1-hall-a-door-2' } },
    ],
  },
  {
    name: 'the will says offline, and not when',
    topic: on('status'),
    payload: '{"online":false,"t":1764000000123}',
    facts: [{ kind: 'online', device: node, isOnline: false, at: null }],
  },
  {
    name: 'a payload that names another device is refused and still counted',
    topic: on('data'),
    payload: '{"device":"dc1-hall-a-n2","boot":"9f2c41aa","seq":8,"samples":[{"v":{"inlet-top":99}}]}',
    facts: [sequence(8)],
    issues: ['foreign-topic'],
  },
  {
    name: 'one poisoned value costs one issue',
    topic: on('data'),
    payload: '{"boot":"9f2c41aa","seq":9,"samples":[{"t":1764000000123,"v":{"inlet-top":23.4,"hot":1e400,"__proto__":1}}]}',
    observations: [temperature],
    facts: [sequence(9)],
    issues: ['invalid-value', 'invalid-shape'],
  },
  { name: 'half a message', topic: on('data'), payload: '{"boot":"9f2c41aa","seq":10,"samp', issues: ['not-json'] },
  { name: 'bytes that are no text', topic: on('data'), payload: { hex: 'fffe0080' }, issues: ['not-utf8'] },
  { name: 'our own acknowledgement heard back', topic: on('ack'), payload: '{"boot":"9f2c41aa","seq":10}' },
];

export const native = defineDialect<null>({
  id: 'native',
  name: 'Wachter device protocol 1',
  topics: ['wachter/v1/+/birth', 'wachter/v1/+/data', 'wachter/v1/+/event', 'wachter/v1/+/status'],
  owns: (topic) => topic.startsWith('wachter/'),
  start: () => null,
  decode: (message) => {
    const [, device, kind] = TOPIC.exec(message.topic) ?? [];
    if (device === undefined || kind === undefined) return onlyIssue(topicIssue(message.topic), null);
    if (kind === 'ack' || (message.payload.byteLength === 0 && (kind === 'birth' || kind === 'status'))) return nothing(null);
    const body = readObject(message, MAX_BYTES);
    if (!body.ok) return onlyIssue({ ...body.error, device }, null);
    const gathering = gather(MAX_VALUES);
    readKind(kind, { device, message, body: body.value }, gathering);
    return gathering.done(null);
  },
  examples,
});
