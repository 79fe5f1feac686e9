import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Decoded, Dialect, DialectExample, Message } from './define.ts';
import { mappingExamples } from './generic-json/mappings.examples.ts';
import { defineGenericDialect, dialects, GenericMapping, withAnyMemory } from './index.ts';
import { MAX_ISSUES } from './payload/gather.ts';
import { isPrintable } from './payload/text.ts';

const mapped = mappingExamples.map(({ mapping, examples }) =>
  withAnyMemory(defineGenericDialect(GenericMapping.parse(mapping), examples)),
);
const all = [...dialects, ...mapped];
const encoder = new TextEncoder();

const bytesOf = (payload: DialectExample['payload']): Uint8Array =>
  typeof payload === 'string' ? encoder.encode(payload) : Uint8Array.from(Buffer.from(payload.hex, 'hex'));

const messageOf = (topic: string, payload: Uint8Array, isRetained = false): Message => ({
  topic,
  payload,
  receivedAt: 1_764_000_000_500,
  isRetained,
  isDuplicate: false,
});

function runExamples(dialect: Dialect) {
  const sessions = new Map<string, unknown>();
  return dialect.examples.map((example) => {
    const memory = (example.session && sessions.get(example.session)) ?? dialect.start();
    const decoded = dialect.decode(messageOf(example.topic, bytesOf(example.payload), example.isRetained), memory);
    if (example.session) sessions.set(example.session, decoded.memory);
    return { example, decoded };
  });
}

/** What is wrong with an answer; nothing, whatever was asked. */
function breaches({ observations, facts, issues }: Decoded<unknown>, message: Message): readonly string[] {
  const found: string[] = [];
  const must = (isSo: boolean, what: string) => {
    if (!isSo) found.push(what);
  };
  must(issues.length <= MAX_ISSUES + 1, 'too many issues');
  must(observations.length + facts.length <= message.payload.byteLength + 3_000, 'more is said than was sent');
  for (const { device, channel, value, observedAt, unit } of observations) {
    if (typeof value === 'number') must(Math.abs(value) <= Number.MAX_SAFE_INTEGER, `a value of ${value}`);
    const texts = [device, channel, unit ?? '', typeof value === 'string' ? value : ''];
    must(
      texts.every((text) => isPrintable(text) && text.length <= 420),
      `texts ${JSON.stringify(texts)}`,
    );
    must(!['__proto__', 'constructor', 'prototype', ''].includes(channel), `a channel named ${channel}`);
    must(observedAt === null || (Number.isSafeInteger(observedAt) && observedAt > 0), `observed at ${observedAt}`);
  }
  for (const { excerpt = '', detail, channel = '', device = '' } of issues) {
    must(
      [excerpt, detail].every((text) => isPrintable(text) && text.length <= 200),
      `said ${JSON.stringify([excerpt, detail])}`,
    );
    must(isPrintable(channel) && isPrintable(device), `named ${JSON.stringify([channel, device])}`);
  }
  must(isStorable(facts), 'facts that cannot be stored');
  return found;
}

const expectLawful = (decoded: Decoded<unknown>, message: Message) => expect(breaches(decoded, message)).toEqual([]);

/** Every text in it could be written to a database: no NUL, no half surrogate. */
function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return isPrintable(value);
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, inner]) => isPrintable(key) && isStorable(inner));
}

/** Topics a dialect meets: those of its examples, and near misses. */
const topicsOf = (dialect: Dialect) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...dialect.examples.map(({ topic }) => topic)) },
    fc
      .tuple(fc.constantFrom(...dialect.examples.map(({ topic }) => topic)), fc.string({ unit: 'binary', maxLength: 20 }))
      .map(([topic, more]) => topic + more),
  );

/** Values that have broken decoders before. */
const nasty = fc.constantFrom<unknown>(
  null,
  -0,
  2 ** 63,
  2 ** 53,
  -127,
  1e308,
  '',
  'NaN',
  '1e300',
  'unknown',
  '\u0000',
  '\ud800',
  'x'.repeat(1000),
  '1e400',
  '0x10',
  [],
  {},
  [[[]]],
  '__proto__',
  true,
);
const keys = fc.oneof(
  fc.constantFrom(
    '__proto__',
    'constructor',
    'toString',
    '',
    'v',
    'q',
    't',
    'samples',
    'Time',
    'ups.status',
    'state',
    'contact',
    'last_seen',
    'ZbReceived',
    '0500!00',
    'params',
    'metrics',
    'fields',
    'tags',
    'host',
    'temperature:0',
    'decoded_payload',
    'uplink_message',
  ),
  fc.string({ unit: 'binary', maxLength: 8 }),
);
const json = fc.letrec((tie) => ({
  node: fc.oneof(
    { maxDepth: 5 },
    nasty,
    fc.double(),
    fc.array(tie('node'), { maxLength: 5 }),
    fc.array(fc.tuple(keys, tie('node')), { maxLength: 6 }).map((entries) => Object.fromEntries(entries)),
  ),
})).node;

/** An example with some of its bytes changed, taken away or doubled. */
const mutated = (dialect: Dialect) =>
  fc
    .tuple(
      fc.constantFrom(...dialect.examples),
      fc.array(fc.tuple(fc.nat(), fc.nat(255), fc.constantFrom('set', 'cut', 'double')), { minLength: 1, maxLength: 6 }),
      fc.boolean(),
    )
    .map(([example, changes, isRetained]) => {
      let bytes = Array.from(bytesOf(example.payload).subarray(0, 4000));
      for (const [at, byte, how] of changes) {
        const index = at % (bytes.length + 1);
        if (how === 'set') bytes[index] = byte;
        else if (how === 'cut') bytes.splice(index, byte % 16);
        else bytes = [...bytes.slice(0, index), ...bytes.slice(Math.max(0, index - (byte % 16)))];
      }
      return messageOf(example.topic, Uint8Array.from(bytes), isRetained);
    });

const twistedNumber = (text: string) => text.replace(/\d+(?:\.\d+)?/, '1e400');
const heavy: readonly (readonly [string, string])[] = [
  ['10,000 levels of objects', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`],
  ['30,000 levels of lists', '['.repeat(30_000) + ']'.repeat(30_000)],
  ['100,000 open brackets', '['.repeat(100_000)],
  ['a text of 100 kB', JSON.stringify({ value: 'x'.repeat(100_000) })],
  [
    'a name of 100 kB over many children',
    `{${JSON.stringify('k'.repeat(100_000))}:{${Array.from({ length: 9_000 }, (_, i) => `"${i}":1`).join(',')}}}`,
  ],
  ['many children', `[${'1,'.repeat(120_000)}1]`],
  ['many poisoned children', `{${Array.from({ length: 9_000 }, (_, i) => `"k${i}":1e999`).join(',')}}`],
  ['duplicate keys', `{${'"a":1,'.repeat(20_000)}"a":2}`],
  ['almost a number', `${'1'.repeat(60_000)}x`],
  ['blanks', ' '.repeat(60_000)],
  ['almost lines of upsc', 'a.b: '.repeat(20_000)],
  ['a reserved name', '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'],
];

describe('the laws of all dialects', () => {
  it('has examples of each, malformed ones among them', () => {
    const counts = Object.fromEntries(all.map(({ id, examples }) => [id, examples.length]));
    const withIssues = all.filter(({ examples }) => examples.some(({ issues = [] }) => issues.length > 0)).map(({ id }) => id);
    expect(withIssues).toEqual(all.map(({ id }) => id));
    expect(counts).toMatchInlineSnapshot(`
      {
        "generic-json/shelly-gen2": 5,
        "generic-json/telegraf": 3,
        "generic-json/the-things-stack": 3,
        "generic-json/ups-mib": 7,
        "native": 11,
        "nut": 19,
        "sparkplug-b": 19,
        "tasmota": 17,
        "unmapped": 10,
        "zigbee2mqtt": 17,
      }
    `);
  });
});

describe.each(all.map((dialect) => [dialect.id, dialect] as const))('%s', (_, dialect) => {
  const ran = runExamples(dialect);

  it.each(ran.map((one) => [one.example.name, one] as const))('example: %s', (_name, { example, decoded }) => {
    expect(dialect.owns(example.topic)).toBe(true);
    expect(decoded.observations).toMatchObject(example.observations ?? []);
    expect(decoded.facts).toMatchObject(example.facts ?? []);
    expect(decoded.issues.map(({ kind }) => kind)).toEqual(example.issues ?? []);
    expectLawful(decoded, messageOf(example.topic, bytesOf(example.payload)));
  });

  it('answers any bytes lawfully, from a fresh memory and from a used one', () => {
    const used = ran.map(({ decoded }) => decoded.memory);
    const bytes = fc.uint8Array({ maxLength: 300 });
    fc.assert(
      fc.property(topicsOf(dialect), bytes, fc.boolean(), fc.constantFrom(...used), (topic, payload, isRetained, memory) => {
        const message = messageOf(topic, payload, isRetained);
        expectLawful(dialect.decode(message, memory), message);
      }),
      { numRuns: 300 },
    );
  });

  it('answers any JSON lawfully', () => {
    fc.assert(
      fc.property(topicsOf(dialect), json, fc.boolean(), (topic, value, isOverflowing) => {
        const text = JSON.stringify(value) ?? 'null';
        const message = messageOf(topic, encoder.encode(isOverflowing ? twistedNumber(text) : text));
        expectLawful(dialect.decode(message, dialect.start()), message);
      }),
      { numRuns: 500 },
    );
  });

  it('answers damaged examples lawfully, and leaves message and memory as they were', () => {
    fc.assert(
      fc.property(fc.array(mutated(dialect), { minLength: 1, maxLength: 5 }), (messages) => {
        let memory = dialect.start();
        for (const message of messages) {
          const before = message.payload.slice();
          const decoded = dialect.decode(message, memory);
          expectLawful(decoded, message);
          expect(dialect.decode(message, memory)).toEqual(decoded);
          expect(message.payload).toEqual(before);
          memory = decoded.memory;
        }
      }),
      { numRuns: 300 },
    );
  });

  it.each(heavy)('survives %s', (_name, text) => {
    for (const topic of new Set(dialect.examples.map((example) => example.topic))) {
      const message = messageOf(topic, encoder.encode(text));
      expectLawful(dialect.decode(message, dialect.start()), message);
    }
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});
