import fc from 'fast-check';
import { get } from 'sparkplug-payload';
import { describe, expect, it } from 'vitest';
import type { Decoded, Message } from './define.ts';
import type { SparkplugMemory } from './sparkplug/memory.ts';
import { decodePayload } from './sparkplug/payload.ts';
import { fieldsOf } from './sparkplug/wire.ts';
import { sparkplugB } from './sparkplug-b.ts';

const T = 1_760_000_000_000;
const sparkplug = get('spBv1.0');
if (!sparkplug) throw new Error('sparkplug-payload does not know spBv1.0');
const { encodePayload } = sparkplug;
type Encodable = Parameters<typeof encodePayload>[0];
type Metric = NonNullable<Encodable['metrics']>[number];

const at = (topic: string, payload: Uint8Array, more: Partial<Message> = {}): Message => ({
  topic: `spBv1.0/dc1/${topic}`,
  payload,
  receivedAt: T + 10_000,
  isRetained: false,
  isDuplicate: false,
  ...more,
});
const send = (topic: string, payload: Encodable, more: Partial<Message> = {}) => at(topic, encodePayload(payload), more);

/** Runs messages in order and keeps what each said. */
function converse(messages: readonly Message[]): readonly Decoded<SparkplugMemory>[] {
  const answers: Decoded<SparkplugMemory>[] = [];
  for (const message of messages) {
    answers.push(sparkplugB.decode(message, answers.at(-1)?.memory ?? sparkplugB.start()));
  }
  return answers;
}

const bdSeq: Metric = { name: 'bdSeq', type: 'Int64', value: 7 };
const birth = (metrics: readonly Metric[] = [], seq = 0) =>
  send('NBIRTH/gw', { timestamp: T, seq, metrics: [bdSeq, ...metrics] });
const temperature: Metric = { name: 'Temp', alias: 1, type: 'Float', value: 21.5 };
const kinds = (answer: Decoded<unknown> | undefined) => answer?.facts.map(({ kind }) => kind);
const last = <X>(list: readonly X[]): X => {
  const item = list.at(-1);
  if (item === undefined) throw new Error('nothing was said');
  return item;
};

describe('Sparkplug B', () => {
  it('goes from sequence 255 to 0 without a hole', () => {
    const data = Array.from({ length: 257 }, (_, index) =>
      send('NDATA/gw', { timestamp: T, seq: (index + 1) % 256, metrics: [] }),
    );
    const answers = converse([birth(), ...data]);
    expect(answers.flatMap(({ issues }) => issues)).toEqual([]);
    expect(answers.slice(1).flatMap(({ facts }) => facts)).toEqual([]);
  });

  it('counts one sequence over a node and its devices', () => {
    const device = send('DBIRTH/gw/a', {
      timestamp: T,
      seq: 1,
      metrics: [{ name: 'Wet', alias: 2, type: 'Boolean', value: true }],
    });
    const answers = converse([birth(), device, send('NDATA/gw', { timestamp: T, seq: 2, metrics: [] })]);
    expect(answers.flatMap(({ issues }) => issues)).toEqual([]);
  });

  it('takes a redelivered message for the same one', () => {
    const first = send('NDATA/gw', { timestamp: T, seq: 1, metrics: [] });
    expect(last(converse([birth(), first, { ...first, isDuplicate: true }])).issues).toEqual([]);
  });

  it('reports an alias that two devices of a node use, and reads each by its own birth', () => {
    const device = (name: string, metric: string, seq: number) =>
      send(`DBIRTH/gw/${name}`, { timestamp: T, seq, metrics: [{ name: metric, alias: 10, type: 'Int32', value: 1 }] });
    // The encoder knows no metric without datatype and value; this one is alias 10, int 5.
    const bare = Uint8Array.from([0x12, 4, 0x10, 10, 0x50, 5, 0x18, 3]);
    const answers = converse([birth(), device('a', 'Level', 1), device('b', 'Flow', 2), at('DDATA/gw/a', bare)]);
    expect(answers[2]?.issues.map(({ kind }) => kind)).toEqual(['invalid-value']);
    expect(last(answers).observations).toMatchObject([{ device: 'sparkplug-b/dc1/gw/a', channel: 'Level', value: 5 }]);
  });

  it('asks for a rebirth at most once a minute', () => {
    const lost = (receivedAt: number) => at('NDATA/gw', Uint8Array.from([0x12, 2, 0x10, 1, 0x18, 2]), { receivedAt });
    const answers = converse([lost(T), lost(T + 59_000), lost(T + 60_000)]);
    expect(answers.map((answer) => kinds(answer)?.includes('rebirth-needed'))).toEqual([true, false, true]);
    expect(answers.flatMap(({ observations }) => observations)).toEqual([]);
  });

  it('forgets the aliases of a node that died', () => {
    const death = send('NDEATH/gw', { timestamp: T, metrics: [bdSeq] });
    const late = at('NDATA/gw', Uint8Array.from([0x12, 4, 0x10, 1, 0x50, 5, 0x18, 1]));
    const answers = converse([birth([temperature]), death, late]);
    expect(kinds(answers[1])).toEqual(['death', 'online']);
    expect(last(answers).issues.map(({ kind }) => kind)).toEqual(['unknown-alias']);
  });

  it('keeps historical values with their own time and marks them', () => {
    const old: Metric = { ...temperature, timestamp: T - 60_000, isHistorical: true };
    const answer = last(converse([birth([temperature]), send('NDATA/gw', { timestamp: T, seq: 1, metrics: [old] })]));
    expect(answer.observations).toMatchObject([{ value: 21.5, observedAt: T - 60_000, historical: true }]);
  });

  it('says of a null that there is no value, never zero', () => {
    const none: Metric = { ...temperature, value: null };
    const answer = last(converse([birth([temperature]), send('NDATA/gw', { timestamp: T, seq: 1, metrics: [none] })]));
    expect(answer.observations).toMatchObject([{ value: null, quality: { level: 'bad' } }]);
  });

  it.each([
    [0, { level: 'bad', reason: 'sensor-fault' }],
    [192, undefined],
    [500, { level: 'bad', reason: 'stale' }],
    [64, { level: 'uncertain', reason: 'sensor-fault' }],
  ])('reads the property Quality %i', (code, quality) => {
    const metric: Metric = { ...temperature, properties: { Quality: { type: 'Int32', value: code } } };
    expect(last(converse([birth([metric])])).observations[0]?.quality).toEqual(quality);
  });

  it('makes no channel of numbers of the session and of controls', () => {
    const control: Metric = { name: 'Node Control/Rebirth', type: 'Boolean', value: false };
    const make: Metric = { name: 'Properties/Hardware Make', type: 'String', value: 'Raspberry Pi' };
    const answer = last(converse([birth([control, make, temperature])]));
    expect(answer.observations.map(({ channel }) => channel)).toEqual(['Temp']);
    expect(answer.facts[0]).toMatchObject({ kind: 'birth', model: 'Raspberry Pi', channels: [{ channel: 'Temp' }] });
  });

  it('remembers no more nodes and metrics than it may, and says so', () => {
    const nodes = Array.from({ length: 1_010 }, (_, index) =>
      send(`NBIRTH/gw${index}`, { timestamp: T, seq: 0, metrics: [temperature] }),
    );
    const answers = converse(nodes);
    expect(last(answers).memory.nodes.size).toBe(1_000);
    expect(last(answers).issues.map(({ kind }) => kind)).toEqual(['too-large']);
    const wide = Array.from(
      { length: 11_000 },
      (_, index): Metric => ({ name: `m${index}`, alias: index, type: 'Int8', value: 1 }),
    );
    const answer = last(
      converse([
        send('NBIRTH/gw', { seq: 0, metrics: wide.slice(0, 5_000) }),
        send('DBIRTH/gw/a', { seq: 1, metrics: wide.slice(5_000) }),
      ]),
    );
    expect(answer.memory.metrics).toBeLessThanOrEqual(20_000);
    expect(answer.issues.map(({ kind }) => kind)).toContain('too-large');
  });
});

describe('the reader of the wire', () => {
  const integer = (type: Metric['type'], min: number, max: number) =>
    fc.integer({ min, max }).map((value): Metric => ({ name: type, type, value }));
  const metric = fc.oneof(
    integer('Int8', -128, 127),
    integer('Int16', -32_768, 32_767),
    integer('Int32', -(2 ** 31), 2 ** 31 - 1),
    integer('Int64', Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
    integer('UInt8', 0, 255),
    integer('UInt16', 0, 65_535),
    integer('UInt32', 0, 2 ** 32 - 1),
    integer('UInt64', 0, Number.MAX_SAFE_INTEGER),
    fc
      .double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 })
      .map((value): Metric => ({ name: 'Double', type: 'Double', value })),
    fc.boolean().map((value): Metric => ({ name: 'Boolean', type: 'Boolean', value })),
    fc.stringMatching(/^[a-z]{1,20}z$/).map((value): Metric => ({ name: 'String', type: 'String', value })),
  );

  it('reads what another encoder wrote', () => {
    fc.assert(
      fc.property(metric, (written) => {
        const answer = last(converse([birth([written])]));
        expect(answer.issues).toEqual([]);
        expect(answer.observations.map(({ value }) => value)).toEqual([written.value === 0 ? 0 : written.value]);
      }),
      { numRuns: 1_000 },
    );
  });

  it('says the float that was meant, not the noise of widening it', () => {
    const answer = last(converse([birth([{ ...temperature, value: 12.1 }])]));
    expect(answer.observations[0]?.value).toBe(12.1);
  });

  it('refuses a number that does not fit the datatype of its birth', () => {
    const born = birth([{ name: 'Level', alias: 3, type: 'Int8', value: 1 }]);
    const data = (raw: number[], seq: number) =>
      at('NDATA/gw', Uint8Array.from([0x12, 2 + 1 + raw.length, 0x10, 3, 0x50, ...raw, 0x18, seq]));
    const answers = converse([born, data([0xff, 0x01], 1), data([0xac, 0x02], 2)]);
    expect(answers[1]?.observations.map(({ value }) => value)).toEqual([-1]);
    expect(answers[2]?.issues.map(({ kind }) => kind)).toEqual(['invalid-value']);
  });

  it('refuses every cut of a payload inside one of its fields, and never throws', () => {
    const whole = encodePayload({ timestamp: T, seq: 3, metrics: [temperature, { ...temperature, name: 'Other', alias: 2 }] });
    const cuts = Array.from({ length: whole.length }, (_, length) => decodePayload(whole.subarray(0, length)).ok);
    expect(cuts.filter(Boolean).length).toBeLessThanOrEqual(5);
  });

  it('looks at each byte once', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
        let reads = 0;
        const counted = new Proxy(bytes, {
          get: (target, key) => {
            if (typeof key === 'string' && /^\d+$/.test(key)) reads += 1;
            const value: unknown = Reflect.get(target, key, target);
            return typeof value === 'function' ? value.bind(target) : value;
          },
        });
        fieldsOf(counted);
        expect(reads).toBeLessThanOrEqual(bytes.length + 1);
      }),
    );
  });
});
