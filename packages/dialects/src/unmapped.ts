import { guessQuantity, type Observation, parseNumber } from '@wachter/core';
import { type Decoded, type DialectExample, defineDialect, type Issue, type Message } from './define.ts';
import { type Gathering, gather, nothing, onlyIssue } from './payload/gather.ts';
import { parseJson, readText } from './payload/json.ts';
import { nameIssue, present } from './payload/name.ts';
import { readScalar, switchWord } from './payload/scalar.ts';
import { describe, excerptOf } from './payload/text.ts';

const MAX_DEPTH = 6;
const MAX_CHANNELS = 64;
/** Parts of a payload that are looked at. */
const MAX_PARTS = 2_000;
/** Numbers under these names are clocks and counters of the message, not measured values. */
const CLOCK = /^(?:ts|t|time|timestamp|time_?stamp|unixtime|epoch|date|datetime|seq|msgid)$/i;
/** Last levels of a topic that say nothing of what is measured. */
const EMPTY_LEVEL = new Set(['state', 'value', 'status', 'data', 'sensor', 'tele', 'reading']);

/** What was left out of a payload. */
interface Left {
  readonly texts: string[];
  deep: number;
  many: number;
  isCut: boolean;
}

interface Leaf {
  readonly channel: string;
  readonly key: string;
  readonly raw: unknown;
  readonly depth: number;
}

function decode(message: Message, memory: null): Decoded<null> {
  const device = `topic:${message.topic}`;
  const problem = nameIssue('device', device);
  if (problem) return onlyIssue(problem, memory);
  if (message.payload.byteLength === 0) return nothing(memory);
  const text = readText(message);
  if (!text.ok) return onlyIssue({ ...text.error, device }, memory);
  const json = parseJson(text.value);
  const gathering = gather();
  const about = { device, observedAt: null, ...(message.isRetained && { historical: true }) };
  if (json.ok && typeof json.value === 'object' && json.value !== null) flatten(json.value, about, gathering);
  else readBare(json.ok ? json.value : text.value, { about, hint: hintOf(message.topic) }, gathering);
  return gathering.done(memory);
}

/** The last level of a topic that names something: `rack07/sensor/inlet_temperature/state` is an inlet temperature. */
const hintOf = (topic: string): string => topic.split('/').findLast((level) => !EMPTY_LEVEL.has(level.toLowerCase())) ?? '';

type About = Pick<Observation, 'device' | 'observedAt' | 'historical'>;

/** Every number, boolean and text that is a number, breadth first, so that what lies on top is kept when there is too much. */
function flatten(root: object, about: About, gathering: Gathering) {
  const queue: Leaf[] = [{ channel: '', key: '', raw: root, depth: 0 }];
  const left: Left = { texts: [], deep: 0, many: 0, isCut: false };
  let channels = 0;
  for (const leaf of queue) {
    if (typeof leaf.raw === 'object' && leaf.raw !== null) {
      if (leaf.depth === MAX_DEPTH) left.deep += 1;
      else if (queue.length >= MAX_PARTS) left.isCut = true;
      else for (const child of childrenOf(leaf, leaf.raw, { about, gathering })) queue.push(child);
      continue;
    }
    if (leaf.raw === null || CLOCK.test(leaf.key.slice(0, 20))) continue;
    const value = plainOf(leaf.raw);
    if (typeof value === 'string') left.texts.push(`${leaf.channel}: ${value.slice(0, 50)}`);
    else if (channels >= MAX_CHANNELS) left.many += 1;
    else {
      channels += 1;
      gathering.take({ ...about, channel: leaf.channel }, value);
    }
  }
  tell(left, about.device, gathering);
}

/** Children with usable names, no more than are looked at; a name that cannot be kept costs one issue and is not followed. */
function childrenOf(
  { channel, key, depth }: Leaf,
  value: object,
  { about, gathering }: { about: About; gathering: Gathering },
): Leaf[] {
  const children: Leaf[] = [];
  const all = Array.isArray(value) ? value.length : Object.keys(value).length;
  const parts = Array.isArray(value) ? [...value.slice(0, MAX_PARTS).entries()] : Object.entries(value).slice(0, MAX_PARTS);
  if (all > MAX_PARTS)
    gathering.refuse({ kind: 'too-large', device: about.device, channel, detail: `${all - MAX_PARTS} parts are not looked at` });
  for (const [name, raw] of parts) {
    const path = channel === '' ? `${name}` : `${channel}.${name}`;
    const problem = nameIssue('channel', `${name}`) ?? nameIssue('channel', path);
    if (problem) gathering.refuse({ ...problem, device: about.device });
    else children.push({ channel: path, key: Array.isArray(value) ? key : `${name}`, raw, depth: depth + 1 });
  }
  return children;
}

/** A text that is a number or a word for on or off, as such; anything else as it is. */
function plainOf(raw: unknown): unknown {
  return typeof raw === 'string' ? (parseNumber(raw.trim().slice(0, 50)) ?? switchWord(raw)) : raw;
}

function tell(left: Left, device: string, gathering: Gathering) {
  const issue = (kind: Issue['kind'], detail: string, excerpt = '') => gathering.refuse({ kind, device, detail, excerpt });
  if (left.texts.length > 0)
    issue('unsupported', `${left.texts.length} texts are not understood`, excerptOf(left.texts.slice(0, 10).join(', ')));
  if (left.deep > 0) issue('too-large', `${left.deep} parts lie deeper than ${MAX_DEPTH} levels`);
  if (left.isCut) issue('too-large', `Only about the first ${MAX_PARTS} parts are looked at`);
  if (left.many > 0) issue('too-large', `${MAX_CHANNELS} channels are kept, ${left.many} are not`);
}

/** The channel of a bare value has no name of its own, so its topic must speak. Where there are names, the directory guesses from them. */
const guess = (hint: string, value: unknown): string | undefined =>
  guessQuantity({ channel: hint, ...(typeof value === 'boolean' && { value }) })?.id;

function readBare(raw: unknown, { about, hint }: { about: About; hint: string }, gathering: Gathering) {
  const scalar = readScalar(raw);
  const value = plainOf(scalar.kind === 'value' ? scalar.value : null);
  const { device } = about;
  if (scalar.kind === 'refused') gathering.refuse({ ...scalar.issue, device });
  else if (typeof value === 'string') {
    gathering.refuse({
      kind: 'unsupported',
      device,
      detail: 'Neither JSON nor a number nor a switch word',
      excerpt: describe(raw),
    });
  } else if (value !== null) gathering.take({ ...about, channel: 'value', ...present({ quantity: guess(hint, value) }) }, value);
}

const rack = 'topic:rack07/sensor/inlet_temperature/state';
const box = 'topic:acme/box-1';
const deepest = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

const examples: readonly DialectExample[] = [
  {
    name: 'a bare number, guessed from its topic',
    topic: 'rack07/sensor/inlet_temperature/state',
    payload: '23.4',
    observations: [{ device: rack, channel: 'value', value: 23.4, quantity: 'inlet-temperature', observedAt: null }],
  },
  {
    name: 'a switch word',
    topic: 'rack07/leak',
    payload: 'ON',
    observations: [{ device: 'topic:rack07/leak', channel: 'value', value: true, quantity: 'leak' }],
  },
  {
    name: 'nested values, numbers as text, and one summary of the texts',
    topic: 'acme/box-1',
    payload: '{"ts":1764000000123,"env":{"temperature":"21.5","rh":40,"list":[1,2]},"ok":true,"serial":"A-1","none":null}',
    observations: [
      { device: box, channel: 'ok', value: true },
      { device: box, channel: 'env.temperature', value: 21.5 },
      { device: box, channel: 'env.rh', value: 40 },
      { device: box, channel: 'env.list.0', value: 1 },
      { device: box, channel: 'env.list.1', value: 2 },
    ],
    issues: ['unsupported'],
  },
  {
    name: 'retained is old',
    topic: 'acme/box-1',
    payload: '5',
    isRetained: true,
    observations: [{ device: box, channel: 'value', value: 5, historical: true }],
  },
  { name: 'a lost sensor', topic: 'acme/box-1', payload: 'nan', issues: ['sentinel'] },
  { name: 'prose', topic: 'acme/box-1', payload: 'all is well', issues: ['unsupported'] },
  { name: 'a picture', topic: 'cam/snapshot', payload: { hex: 'ffd8ffe000104a464946' }, issues: ['not-utf8'] },
  { name: 'too deep', topic: 'acme/box-1', payload: deepest(10_000), issues: ['too-large'] },
  {
    name: 'too much',
    topic: 'acme/box-1',
    payload: `[${'1,'.repeat(99)}1]`,
    observations: Array.from({ length: 64 }, (_, i) => ({ device: box, channel: `${i}`, value: 1 })),
    issues: ['too-large'],
  },
  {
    name: 'poison',
    topic: 'acme/box-1',
    payload: '{"a":1,"b":1e400,"__proto__":{"c":1}}',
    observations: [{ device: box, channel: 'a', value: 1 }],
    issues: ['invalid-shape', 'invalid-value'],
  },
];

/** The fallback for every topic no other dialect owns. It understands values, but it only guesses what they are. */
export const unmapped = defineDialect<null>({
  id: 'unmapped',
  name: 'Unknown',
  topics: ['#'],
  owns: () => true,
  start: () => null,
  decode,
  examples,
});
