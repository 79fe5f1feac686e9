import type { Instant, Observation } from '@wachter/core';
import type { ChannelBirth, Message } from '../define.ts';
import type { Gathering } from '../payload/gather.ts';
import { instantOfMs } from '../payload/instant.ts';
import { label, nameIssue, present } from '../payload/name.ts';
import { type Births, type Definition, type EdgeNode, unborn, withBirth, withoutBirth } from './memory.ts';
import type { Metric, Payload } from './payload.ts';
import { commandTopic, deviceId, nodeId, type SparkplugTopic } from './topic.ts';
import { qualityOf, readValue, unitOf } from './value.ts';
import type { Whole } from './wire.ts';

/** One message of an edge node, and where what it says is collected. */
export interface Step {
  readonly topic: SparkplugTopic;
  readonly message: Message;
  readonly payload: Payload;
  readonly gathering: Gathering;
}

const ASK_AGAIN_MS = 60_000;
const HOUSEKEEPING = /^(?:bdSeq$|(?:Node|Device) (?:Control|Info)\/|Properties\/)/;

/** The node as it is after this message. */
export function advance(node: EdgeNode, step: Step): EdgeNode {
  switch (step.topic.kind) {
    case 'NBIRTH':
      return nodeBirth(node, step);
    case 'DBIRTH':
      return deviceBirth(node, step);
    case 'NDEATH':
      return nodeDeath(node, step);
    case 'DDEATH':
      return deviceDeath(node, step);
    default:
      return data(node, step);
  }
}

function nodeBirth(before: EdgeNode, step: Step): EdgeNode {
  const bdSeq = birthDeathNumber(step.payload);
  const seq = sequenceOf(step.payload);
  if (seq === null) refuseStep(step, 'invalid-shape', 'A birth without a sequence number');
  const node: EdgeNode = { ...unborn, bdSeq, seq, askedAt: before.askedAt };
  return bear(node, step);
}

function deviceBirth(before: EdgeNode, step: Step): EdgeNode {
  const counted = follow(before, step);
  const node = before.births.has('') ? counted.node : ask(counted.node, step, 'The device was born before its node');
  return bear(node, step);
}

/** A birth names everything itself, so its values are kept even where an earlier message is missing. */
function bear(node: EdgeNode, step: Step): EdgeNode {
  const { topic, payload, gathering } = step;
  const definitions = payload.metrics.flatMap((metric) => define(metric, step));
  const byAlias = new Map<Whole, Definition>();
  const taken = aliasesOfOthers(node, topic.device);
  for (const [alias, definition] of definitions) {
    if (alias === undefined) continue;
    if (taken.has(alias) || byAlias.has(alias)) {
      refuseStep(step, 'invalid-value', `Alias ${alias} of "${definition.name}" is already in use on this edge node`);
    }
    byAlias.set(alias, definition);
  }
  const births: Births = { byName: new Map(definitions.map(([, definition]) => [definition.name, definition])), byAlias };
  const device = deviceId(topic);
  gathering.state({
    kind: 'birth',
    device,
    ...present({ model: propertyText(payload, 'Properties/Hardware Make'), parent: topic.device ? nodeId(topic) : undefined }),
    channels: [...births.byName.values()].filter(({ name }) => !HOUSEKEEPING.test(name)).map(channelOf),
  });
  gathering.state({ kind: 'online', device, isOnline: true, at: instantOfMs(payload.timestamp) });
  const born = withBirth(node, topic.device, births);
  observeAll(born, step, false);
  return born;
}

const channelOf = ({ name, unit }: Definition): ChannelBirth => ({
  channel: name,
  ...present({ unit }),
});

/** Aliases are unique per edge node. The topic still tells whose metric is meant, so a clash is reported and both are kept. */
function aliasesOfOthers(node: EdgeNode, device: string): ReadonlySet<Whole> {
  const others = [...node.births].filter(([other]) => other !== device);
  return new Set(others.flatMap(([, births]) => [...births.byAlias.keys()]));
}

function define(metric: Metric, step: Step): readonly (readonly [Whole | undefined, Definition])[] {
  const { name, datatype } = metric;
  if (name === undefined || datatype === undefined || metric.damage !== undefined) {
    refuseStep(step, 'invalid-shape', `A metric of a birth needs name and datatype: ${metric.damage ?? name ?? 'no name'}`);
    return [];
  }
  const problem = nameIssue('channel', name);
  if (problem) step.gathering.refuse({ ...problem, device: deviceId(step.topic) });
  return problem ? [] : [[metric.alias, { name, datatype, unit: label(unitOf(metric.properties)) }]];
}

function data(before: EdgeNode, step: Step): EdgeNode {
  const { node, hasGap } = follow(before, step);
  const isComplete = observeAll(node, step, hasGap);
  return isComplete ? node : ask(node, step, 'A value names an alias, or lacks a type, that no birth has told');
}

/** Observes every metric; false when one could not be read for want of a birth. */
function observeAll(node: EdgeNode, step: Step, hasGap: boolean): boolean {
  let isComplete = true;
  for (const metric of step.payload.metrics) {
    const definition = resolve(node.births.get(step.topic.device), metric);
    if (metric.damage !== undefined) refuseStep(step, 'invalid-shape', `A damaged metric: ${metric.damage}`);
    else if (definition) observe(definition, metric, step, hasGap);
    else if (!step.topic.kind.endsWith('BIRTH')) {
      isComplete = false;
      refuseStep(step, 'unknown-alias', `No birth has told what ${nameOf(metric)} is; it is not stored`);
    }
  }
  return isComplete;
}

const nameOf = ({ name, alias }: Metric): string => (name === undefined ? `alias ${alias ?? 'none'}` : `"${name.slice(0, 100)}"`);

function resolve(births: Births | undefined, metric: Metric): Definition | undefined {
  const { name, alias, datatype } = metric;
  if (name === undefined) return alias === undefined ? undefined : births?.byAlias.get(alias);
  const known = births?.byName.get(name);
  return datatype === undefined ? known : { name, datatype, unit: label(unitOf(metric.properties)) ?? known?.unit };
}

function observe(definition: Definition, metric: Metric, step: Step, hasGap: boolean): void {
  const { name, unit, datatype } = definition;
  if (HOUSEKEEPING.test(name)) return;
  const { topic, payload, message, gathering } = step;
  const about: Omit<Observation, 'value'> = {
    device: deviceId(topic),
    channel: name,
    observedAt: instantOfMs(metric.timestamp ?? payload.timestamp),
    ...present({ unit, quality: qualityFor(metric, hasGap) }),
    ...((metric.isHistorical || message.isRetained) && { historical: true }),
  };
  const problem = nameIssue('channel', name);
  if (problem) gathering.refuse({ ...problem, device: about.device });
  else if (metric.isNull)
    gathering.observe({ ...about, value: null, quality: about.quality ?? { level: 'bad', reason: 'not-connected' } });
  else {
    const scalar = readValue(metric, datatype);
    if (scalar.kind === 'value') gathering.observe({ ...about, value: scalar.value });
    if (scalar.kind === 'refused') gathering.refuse({ ...scalar.issue, device: about.device, channel: name });
  }
}

/** After a hole the values are right, but what changed in between is not known: uncertain until the next message in order. */
const qualityFor = (metric: Metric, hasGap: boolean) =>
  qualityOf(metric) ?? (hasGap ? ({ level: 'uncertain', reason: 'not-connected' } as const) : undefined);

function nodeDeath(before: EdgeNode, step: Step): EdgeNode {
  const { topic, message, gathering } = step;
  const bdSeq = birthDeathNumber(step.payload);
  if (bdSeq === null) refuseStep(step, 'invalid-shape', 'A death without bdSeq: it is believed, which session died is not known');
  if (bdSeq !== null && before.bdSeq !== null && bdSeq !== before.bdSeq) return before;
  for (const device of new Set(['', ...before.births.keys()])) {
    gathering.state({ kind: 'death', device: deviceId(topic, device), at: message.receivedAt });
    gathering.state({ kind: 'online', device: deviceId(topic, device), isOnline: false, at: null });
  }
  return { ...unborn, askedAt: before.askedAt };
}

function deviceDeath(before: EdgeNode, step: Step): EdgeNode {
  const { topic, payload, message, gathering } = step;
  const at = instantOfMs(payload.timestamp);
  gathering.state({ kind: 'death', device: deviceId(topic), at: at ?? message.receivedAt });
  gathering.state({ kind: 'online', device: deviceId(topic), isOnline: false, at });
  return withoutBirth(follow(before, step).node, topic.device);
}

/** Counts 0 to 255 and round again, over the node and all its devices. There is no waiting for a late message: order is the broker's promise. */
function follow(before: EdgeNode, step: Step): { readonly node: EdgeNode; readonly hasGap: boolean } {
  const seq = sequenceOf(step.payload);
  if (seq === null) {
    refuseStep(step, 'invalid-shape', 'A message without a sequence number 0 to 255');
    return { node: before, hasGap: false };
  }
  const node = { ...before, seq };
  const isRepeat = step.message.isDuplicate && seq === before.seq;
  if (before.seq === null || isRepeat || seq === (before.seq + 1) % 256) return { node, hasGap: false };
  const reason = `Sequence ${seq} follows ${before.seq}: what lies between is missing`;
  refuseStep(step, 'invalid-value', reason);
  return { node: ask(node, step, reason), hasGap: true };
}

/** Asks for a rebirth, at most once a minute of arrival time. */
function ask(node: EdgeNode, { topic, message, gathering }: Step, reason: string): EdgeNode {
  const { receivedAt } = message;
  if (node.askedAt !== null && receivedAt >= node.askedAt && receivedAt - node.askedAt < ASK_AGAIN_MS) return node;
  gathering.state({ kind: 'rebirth-needed', device: nodeId(topic), topic: commandTopic(topic), reason });
  return { ...node, askedAt: receivedAt satisfies Instant };
}

function refuseStep({ topic, gathering }: Step, kind: 'invalid-shape' | 'invalid-value' | 'unknown-alias', detail: string): void {
  gathering.refuse({ kind, device: deviceId(topic), detail });
}

function sequenceOf({ seq }: Payload): number | null {
  return typeof seq === 'number' && seq <= 255 ? seq : null;
}

function birthDeathNumber(payload: Payload): Whole | null {
  const value = payload.metrics.find(({ name }) => name === 'bdSeq')?.value;
  return value?.kind === 'whole' ? value.whole : null;
}

function propertyText(payload: Payload, name: string): string | undefined {
  const value = payload.metrics.find((metric) => metric.name === name)?.value;
  return value?.kind === 'text' ? label(value.text) : undefined;
}
