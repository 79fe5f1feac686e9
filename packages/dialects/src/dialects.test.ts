import { quantities, quantityById, stateByWire, unitBySpelling } from '@wachter/core';
import { describe, expect, it } from 'vitest';
import { mappingExamples } from './generic-json/mappings.examples.ts';
import { defineGenericDialect, dialectFor, dialects, GenericMapping, type Message, registry, withAnyMemory } from './index.ts';
import { native } from './native.ts';
import { MEANINGS as nutMeanings } from './nut.ts';
import { MEANINGS as tasmotaMeanings } from './tasmota/chips.ts';
import { tasmota } from './tasmota.ts';
import { MEANINGS as zigbeeMeanings } from './zigbee2mqtt/meaning.ts';
import { zigbee2mqtt } from './zigbee2mqtt.ts';

const message = (topic: string, payload: string): Message => ({
  topic,
  payload: new TextEncoder().encode(payload),
  receivedAt: 1_764_000_000_500,
  isRetained: false,
  isDuplicate: false,
});

describe('choosing a dialect', () => {
  const shelly = withAnyMemory(defineGenericDialect(GenericMapping.parse(mappingExamples[0]?.mapping)));

  it.each([
    ['wachter/v1/n-1/data', 'native'],
    ['wachter/v2/n-1/data', 'native'],
    ['spBv1.0/g/NDATA/n', 'sparkplug-b'],
    ['zigbee2mqtt/a/b', 'zigbee2mqtt'],
    ['tele/x/SENSOR', 'tasmota'],
    ['x/y/tele/SENSOR', 'tasmota'],
    ['nut/ups1', 'nut'],
    ['shelly-1/events/rpc', 'generic-json/shelly-gen2'],
    ['rack07/sensor/t/state', 'unmapped'],
    ['', 'unmapped'],
  ])('gives %s to %s', (topic, id) => {
    expect(dialectFor(topic, [shelly]).id).toBe(id);
  });

  it('lets a mapping of the site come before a built-in dialect, but never before the native one', () => {
    const greedy = (topic: string) =>
      withAnyMemory(defineGenericDialect(GenericMapping.parse({ ...(mappingExamples[0]?.mapping ?? {}), topic })));
    expect(dialectFor('tele/x/SENSOR', [greedy('tele/{device}/SENSOR')]).id).toBe('generic-json/shelly-gen2');
    expect(dialectFor('wachter/v1/n-1/data', [greedy('wachter/v1/{device}/data')]).id).toBe('native');
  });

  it('refuses two dialects of one id at start', () => {
    expect(() => registry([...dialects, shelly])).not.toThrow();
    expect(() => registry([...dialects, withAnyMemory(native)])).toThrow('Two dialects have the id "native"');
  });
});

describe('poison in a batch (M06)', () => {
  const data = (value: string) =>
    message(
      'wachter/v1/node-1/data',
      `{"boot":"b1","seq":7,"samples":[{"t":1764000000000,"v":{"good":1,"poison":${value},"after":2}}]}`,
    );

  it.each([
    ['a NUL byte', '"a\\u0000b"', 'invalid-value'],
    ['half a surrogate pair', '"\\ud800"', 'invalid-value'],
    ['1e400', '1e400', 'invalid-value'],
    ['2^63', '9223372036854775808', 'invalid-value'],
    ['NaN as a text', '"NaN"', 'sentinel'],
    ['an empty text', '""', 'sentinel'],
    ['unknown', '"unknown"', 'sentinel'],
    ['an object', '{"a":1}', 'invalid-shape'],
    ['a text of 30 kB', `"${'x'.repeat(30_000)}"`, 'invalid-value'],
  ])('%s costs one issue; its neighbours and the count survive', (_name, value, kind) => {
    const { observations, facts, issues } = native.decode(data(value), null);
    expect(observations.map(({ channel, value: read }) => [channel, read])).toEqual([
      ['good', 1],
      ['after', 2],
    ]);
    expect(facts).toEqual([{ kind: 'sequence', device: 'node-1', boot: 'b1', seq: 7, lost: 0 }]);
    expect(issues).toMatchObject([{ kind, device: 'node-1', channel: 'poison' }]);
  });

  it('100 kB are more than a native message may have', () => {
    const { observations, facts, issues } = native.decode(data(`"${'x'.repeat(100_000)}"`), null);
    expect([observations, facts]).toEqual([[], []]);
    expect(issues).toMatchObject([{ kind: 'too-large', device: 'node-1' }]);
  });

  it('keeps true extremes: 99 % humidity, 49 °C, and zero', () => {
    const { observations, issues } = native.decode(
      message('wachter/v1/node-1/data', '{"boot":"b","seq":1,"samples":[{"v":{"rh":99,"t":49,"z":0}}]}'),
      null,
    );
    expect(observations.map(({ value }) => value)).toEqual([99, 49, 0]);
    expect(issues).toEqual([]);
  });

  it('keeps the far past and future of a wrong device clock: judging it is not the dialect’s', () => {
    const payload =
      '{"boot":"b","seq":1,"samples":[{"t":86400000,"v":{"a":1}},{"t":2079360000000,"v":{"a":2}},{"t":1e300,"v":{"a":3}}]}';
    const { observations, issues } = native.decode(message('wachter/v1/node-1/data', payload), null);
    expect(observations.map(({ observedAt }) => observedAt)).toEqual([86_400_000, 2_079_360_000_000, null]);
    expect(issues.map(({ kind }) => kind)).toEqual(['invalid-value']);
  });
});

describe('a mapping', () => {
  const good = { id: 'x', name: 'X', topic: 'x/{device}', values: [{ channel: 'a', path: 'a' }] };
  const parse = (change: object) => GenericMapping.safeParse({ ...good, ...change });

  it.each<[string, object, string]>([
    ['without a capture for its device', { topic: 'x/+' }, 'no capture'],
    ['that claims every topic', { topic: '#' }, 'begins with'],
    ['with a broken topic', { topic: 'x/{device' }, 'Each level'],
    ['with a broken path', { values: [{ channel: 'a', path: 'a..b' }] }, 'no path'],
    ['with a path that is a query', { values: [{ channel: 'a', path: '$..[?(@.a)]' }] }, 'no path'],
    ['with a path and an expression', { values: [{ channel: 'a', path: 'a', cel: '1.0' }] }, 'either a path'],
    ['with neither', { values: [{ channel: 'a' }] }, 'either a path'],
    ['with a star on one side only', { values: [{ channel: 'a', path: 'a.*' }] }, 'go together'],
    ['with an expression that is none', { values: [{ channel: 'a', cel: '1 +' }] }, ''],
    ['with a loop', { values: [{ channel: 'a', cel: 'payload.a.map(x, x)' }] }, 'map() is not allowed'],
    ['with a regular expression', { values: [{ channel: 'a', cel: 'payload.a.matches("(a+)+$")' }] }, 'matches() is not allowed'],
    ['with a variable nobody gives', { values: [{ channel: 'a', cel: 'process' }] }, 'process'],
    ['with a key of its own', { surprise: 1 }, ''],
  ])('%s is refused', (_name, change, reason) => {
    const parsed = parse(change);
    expect(parsed.success).toBe(false);
    expect(parsed.error?.issues.map((issue) => issue.message).join('; ')).toContain(reason);
  });

  it('turns what an expression cannot do into one issue a value', () => {
    const dialect = defineGenericDialect(
      GenericMapping.parse({
        ...good,
        values: [
          { channel: 'a', cel: 'payload.a * 2.0' },
          { channel: 'b', path: 'b', scale: 10 },
          { channel: 'c', cel: '[1]' },
          { channel: 'd', cel: 'payload.constructor' },
          { channel: 'e', path: 'constructor' },
        ],
      }),
    );
    const { observations, issues } = dialect.decode(message('x/dev', '{"a":"warm","b":1.1}'), null);
    expect(observations).toMatchObject([{ device: 'generic-json/x/dev', channel: 'b', value: 11 }]);
    expect(issues.map(({ channel }) => channel)).toEqual(['a', 'c', 'd']);
  });
});

describe('memories', () => {
  it('of Zigbee2MQTT keep a bounded number of devices and properties', () => {
    const exposes = Array.from({ length: 300 }, (_, index) => ({ type: 'numeric', property: `p${index}` }));
    const devices = Array.from({ length: 2_100 }, (_, index) => ({
      friendly_name: `d${index}`,
      definition: index === 0 ? { exposes } : null,
    }));
    const { memory, issues } = zigbee2mqtt.decode(message('zigbee2mqtt/bridge/devices', JSON.stringify(devices)), new Map());
    expect(memory.size).toBe(2_000);
    expect(memory.get('d0')?.size).toBe(200);
    expect(issues.map(({ kind }) => kind)).toEqual(['too-large']);
  });

  it('of Tasmota keep a bounded number of sleepers, the latest', () => {
    let memory = tasmota.start();
    for (let index = 0; index < 2_010; index += 1)
      memory = tasmota.decode(message(`stat/s${index}/DEEPSLEEP`, '{}'), memory).memory;
    expect(memory.size).toBe(2_000);
    expect(memory.has('tasmota/s2009')).toBe(true);
    expect(memory.has('tasmota/s0')).toBe(false);
  });
});

describe('the words of core', () => {
  const known = new Set(quantities.flatMap(({ id, family }) => [id, family]));
  const tables = [
    ...Object.values(zigbeeMeanings),
    ...Object.values(tasmotaMeanings),
    ...nutMeanings.map(([, meaning]) => meaning),
  ];
  const examples = [...dialects.flatMap((dialect) => dialect.examples), ...mappingExamples.flatMap((each) => each.examples)];
  const said = [...tables, ...examples.flatMap(({ observations = [] }) => observations)];

  it('has every quantity that a dialect names', () => {
    const named = said.flatMap(({ quantity }) => quantity ?? []);
    expect(named.length).toBeGreaterThan(50);
    expect(named.filter((quantity) => !known.has(quantity))).toEqual([]);
  });

  it('has every unit that a dialect names, but the few of quantities it does not watch', () => {
    const unknown = said.flatMap(({ unit }) => (unit === undefined || unitBySpelling(unit) ? [] : unit));
    expect([...new Set(unknown)]).toEqual(['lx']);
  });

  it('reads a closed contact as a closed door, and a wet detector as wet', () => {
    const read = (topic: string, payload: string, channel: string) => {
      const found = dialectFor(topic)
        .decode(message(topic, payload), dialectFor(topic).start())
        .observations.find((each) => each.channel === channel);
      const quantity = quantityById(found?.quantity ?? '');
      const code = quantity && typeof found?.value === 'boolean' ? stateByWire(quantity, found.value) : null;
      return quantity?.states?.find((state) => state.code === code)?.id;
    };
    expect(read('zigbee2mqtt/d', '{"contact":true}', 'contact')).toBe('closed');
    expect(read('zigbee2mqtt/d', '{"contact":false}', 'contact')).toBe('open');
    expect(read('zigbee2mqtt/l', '{"water_leak":true}', 'water_leak')).toBe('wet');
    expect(read('tele/b/SENSOR', '{"ZbReceived":{"0x1":{"0500!00":"000000FF0000"}}}', '0500!00')).toBe('dry');
  });
});

describe('a payload with far too much', () => {
  const wide = `{${Array.from({ length: 9_000 }, (_, index) => `"k${index}":${index}`).join(',')}}`;

  it.each(['zigbee2mqtt/a', 'tele/a/SENSOR', 'nut/a'])('is read up to a bound on %s, and says what was left', (topic) => {
    const { observations, issues } = dialectFor(topic).decode(message(topic, wide), dialectFor(topic).start());
    expect(observations.length).toBe(2_000);
    expect(issues.map(({ kind, detail }) => `${kind}: ${detail}`)).toEqual([
      'too-large: 7000 values more than the 2000 that are read of one message',
    ]);
  });

  it('says so in the fallback too', () => {
    const { observations, issues } = dialectFor('a').decode(message('a', wide), null);
    expect(observations.length).toBe(64);
    expect(issues.map(({ kind }) => kind)).toEqual(['too-large', 'too-large']);
  });

  it('is read to the end when a native device sends its buffer', () => {
    const samples = Array.from({ length: 1_200 }, (_, index) => `{"t":${1_764_000_000_000 + index},"v":{"a":1,"b":2,"c":3}}`);
    const { observations, issues } = native.decode(
      message('wachter/v1/n-1/data', `{"boot":"b","seq":1,"samples":[${samples.join(',')}]}`),
      null,
    );
    expect(observations.length).toBe(3_600);
    expect(issues).toEqual([]);
  });
});
