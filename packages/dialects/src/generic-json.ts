import { type Instant, type Observation, parseNumber, type Result } from '@wachter/core';
import { type Decoded, type Dialect, type DialectExample, defineDialect, type Message } from './define.ts';
import { compileExpression, type Expression } from './generic-json/expression.ts';
import type { GenericMapping, MappedValue } from './generic-json/mapping.ts';
import { find, type Path, parsePath } from './generic-json/path.ts';
import { parseTopicPattern, type TopicPattern } from './generic-json/topic-pattern.ts';
import { type Gathering, gather, nothing, onlyIssue } from './payload/gather.ts';
import { instantOfIso, instantOfMs, instantOfSeconds } from './payload/instant.ts';
import { entriesOf, isObject, parseJson, readText } from './payload/json.ts';
import { nameIssue, present } from './payload/name.ts';
import { readNumber, refused, type Scalar, type ScalarValue } from './payload/scalar.ts';
import { describe } from './payload/text.ts';

export { GenericMapping } from './generic-json/mapping.ts';

const MAX_ENTRIES = 1_000;
const MAX_CHILDREN = 256;
/** Gateways send batches. */
const MAX_BYTES = 262_144;
const MAX_VALUES = 5_000;

type Source = { readonly path: Path } | { readonly expression: Expression };

interface CompiledValue {
  readonly source: Source;
  readonly mapped: MappedValue;
  readonly states: ReadonlyMap<string, ScalarValue> | null;
}

interface Compiled {
  readonly prefix: string;
  readonly mapping: GenericMapping;
  readonly pattern: TopicPattern;
  readonly values: readonly CompiledValue[];
  readonly devicePath: Path | null;
  readonly each: Path | null;
  readonly when: Expression | null;
  readonly timePath: Path | null;
}

/** One entry of a payload, with the captures of its topic. */
interface Entry {
  readonly compiled: Compiled;
  readonly message: Message;
  readonly topic: Readonly<Record<string, string>>;
  readonly root: unknown;
  readonly device: string;
}

/** The schema has compiled every text of a mapping before: a failure here is a mapping that did not go through it. */
function must<T>(compiled: Result<T, string>): T {
  if (!compiled.ok) throw new TypeError(`Not a checked mapping: ${compiled.error}`);
  return compiled.value;
}

const path = (text: string | undefined): Path | null => (text === undefined ? null : must(parsePath(text)));

function compile(mapping: GenericMapping): Compiled {
  const values = mapping.values.map((mapped) => ({
    mapped,
    source:
      mapped.cel === undefined
        ? { path: must(parsePath(mapped.path ?? '')) }
        : { expression: must(compileExpression(mapped.cel)) },
    states: mapped.states ? new Map(entriesOf(mapped.states) as [string, ScalarValue][]) : null,
  }));
  return {
    prefix: `generic-json/${mapping.id}`,
    mapping,
    values,
    pattern: must(parseTopicPattern(mapping.topic)),
    devicePath: mapping.device.from === 'path' ? path(mapping.device.path) : null,
    each: path(mapping.each),
    when: mapping.when === undefined ? null : must(compileExpression(mapping.when)),
    timePath: path(mapping.time?.path),
  };
}

/** A dialect out of a mapping that `GenericMapping` has parsed. Everything is compiled once, here. */
export function defineGenericDialect(mapping: GenericMapping, examples: readonly DialectExample[] = []): Dialect<null> {
  const compiled = compile(mapping);
  return defineDialect<null>({
    id: compiled.prefix,
    name: mapping.name,
    topics: [compiled.pattern.filter],
    owns: (topic) => compiled.pattern.match(topic) !== null,
    start: () => null,
    decode: (message) => decode(compiled, message),
    examples,
  });
}

function decode(compiled: Compiled, message: Message): Decoded<null> {
  const captures = compiled.pattern.match(message.topic);
  if (!captures || message.payload.byteLength === 0) return nothing(null);
  const text = readText(message, MAX_BYTES);
  const json = text.ok ? parseJson(text.value) : text;
  if (!json.ok) return onlyIssue(json.error, null);
  const topic = Object.fromEntries(captures);
  const gathering = gather(MAX_VALUES);
  const wanted = compiled.when?.({ payload: json.value, topic });
  if (wanted && !wanted.ok) gathering.refuse({ kind: 'invalid-shape', detail: `when: ${wanted.error}` });
  if (wanted && (!wanted.ok || wanted.value !== true)) return gathering.done(null);
  const found = compiled.each ? find(json.value, compiled.each) : [json.value];
  if (!Array.isArray(found)) {
    return onlyIssue(
      { kind: 'invalid-shape', detail: `There is no list at ${compiled.mapping.each}`, excerpt: describe(found) },
      null,
    );
  }
  if (found.length > MAX_ENTRIES)
    gathering.refuse({ kind: 'too-large', detail: `${found.length} entries; ${MAX_ENTRIES} are read` });
  for (const root of found.slice(0, MAX_ENTRIES)) readEntry({ compiled, message, topic, root, device: '' }, gathering);
  return gathering.done(null);
}

function readEntry(entry: Entry, gathering: Gathering) {
  const name = deviceOf(entry);
  const problem = typeof name === 'string' ? nameIssue('device', name) : null;
  if (typeof name !== 'string' || problem) {
    return gathering.refuse(
      problem ?? { kind: 'invalid-shape', detail: 'No device where the mapping looks for it', excerpt: describe(name) },
    );
  }
  const device = `${entry.compiled.prefix}/${name}`;
  const observedAt = timeOf({ ...entry, device }, gathering);
  for (const value of entry.compiled.values) readMapped(value, { ...entry, device }, { observedAt, gathering });
}

function deviceOf({ compiled, topic, root }: Entry): unknown {
  const { device } = compiled.mapping;
  if (device.from === 'constant') return device.id;
  if (device.from === 'capture') return topic[device.name];
  const found = compiled.devicePath ? find(root, compiled.devicePath) : undefined;
  return typeof found === 'number' ? String(found) : found;
}

function timeOf({ compiled, root, device }: Entry, gathering: Gathering): Instant | null {
  const { time } = compiled.mapping;
  if (!time || !compiled.timePath) return null;
  const raw = find(root, compiled.timePath);
  const at = time.format === 'ms' ? instantOfMs(raw) : time.format === 's' ? instantOfSeconds(raw) : instantOfIso(raw);
  if (at === null && raw !== undefined && raw !== null && raw !== 0) {
    gathering.refuse({
      kind: 'invalid-value',
      device,
      detail: `No time (${time.format}) at ${time.path}`,
      excerpt: describe(raw),
    });
  }
  return at;
}

interface Sink {
  readonly observedAt: Instant | null;
  readonly gathering: Gathering;
}

function readMapped(value: CompiledValue, entry: Entry, { observedAt, gathering }: Sink) {
  const { source, mapped } = value;
  const { device, root, topic, message } = entry;
  const take = (channel: string, raw: unknown) => {
    const about: Omit<Observation, 'value'> = {
      device,
      channel,
      observedAt,
      ...present({ unit: mapped.unit, quantity: mapped.quantity }),
      ...(message.isRetained && { historical: true }),
    };
    gathering.take(about, raw, (scalar) => translate(scalar, value));
  };
  if ('expression' in source) {
    const result = source.expression({ payload: root, topic });
    if (result.ok) take(mapped.channel, result.value);
    else gathering.refuse({ kind: 'invalid-value', device, channel: mapped.channel, detail: result.error });
    return;
  }
  const found = find(root, source.path);
  if (!source.path.everyChild) return take(mapped.channel, found);
  const children = isObject(found) ? entriesOf(found) : [];
  for (const [key, raw] of children.slice(0, MAX_CHILDREN)) {
    if (key.length <= 200)
      take(
        mapped.channel.replace('*', () => key),
        raw,
      );
  }
  const left = children.length - MAX_CHILDREN;
  if (left > 0)
    gathering.refuse({ kind: 'too-large', device, channel: mapped.channel, detail: `${left} more children are not read` });
}

function translate(scalar: ScalarValue, { mapped, states }: CompiledValue): Scalar | ScalarValue {
  if (states)
    return states.get(String(scalar)) ?? refused('invalid-value', 'A state that the mapping does not know', describe(scalar));
  const isScaled = mapped.scale !== undefined || mapped.offset !== undefined;
  const number = typeof scalar === 'string' && (isScaled || mapped.unit !== undefined) ? parseNumber(scalar) : scalar;
  if (number === null) return refused('invalid-value', 'Not a number', describe(scalar));
  if (!isScaled) return number;
  if (typeof number !== 'number') return refused('invalid-value', 'Only a number can be scaled', describe(scalar));
  return readNumber(Number((number * (mapped.scale ?? 1) + (mapped.offset ?? 0)).toPrecision(12)));
}
