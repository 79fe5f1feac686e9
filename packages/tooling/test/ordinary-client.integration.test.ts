import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type StartedProduct, startProduct } from '../src/product.ts';

/** Devices as a site would have them, and their points. Values below are those of messages that third parties published. */
const siteFile = `version: 1
site: { slug: test-site, name: Test site, timeZone: Europe/Amsterdam }
locations:
  - { slug: building, kind: building, parent: null, name: Building }
  - { slug: hall, kind: room, parent: building, name: Hall }
equipment: []
devices:
  - { id: ws-1, dialect: native, name: Node, location: hall, parent: null, status: approved }
  - { id: zigbee2mqtt/weather_sensor, dialect: zigbee2mqtt, name: Weather, location: hall, parent: null, status: approved }
  - { id: zigbee2mqtt/xiaomi_aqara_water_1, dialect: zigbee2mqtt, name: Leak, location: hall, parent: null, status: approved }
  - { id: zigbee2mqtt/door_1, dialect: zigbee2mqtt, name: Door, location: hall, parent: null, status: approved }
  - { id: tasmota/demo-sensor, dialect: tasmota, name: Tasmota, location: hall, parent: null, status: approved }
  - { id: nut/sm1500, dialect: nut, name: UPS, location: hall, parent: null, status: approved }
points:
  - { tag: ws/inlet, name: Inlet, device: ws-1, channel: inlet-top, quantity: inlet-temperature, location: hall, rules: default }
  - { tag: ws/fahrenheit, name: Return, device: ws-1, channel: return, quantity: return-temperature, location: hall, unit: "°F", rules: default }
  - { tag: ws/rh, name: Humidity, device: ws-1, channel: inlet-rh, quantity: relative-humidity, location: hall, rules: default }
  - { tag: z/temperature, name: Temperature, device: zigbee2mqtt/weather_sensor, channel: temperature, quantity: room-temperature, location: hall, rules: default }
  - { tag: z/humidity, name: Humidity z, device: zigbee2mqtt/weather_sensor, channel: humidity, quantity: relative-humidity, location: hall, rules: default }
  - { tag: z/leak, name: Leak, device: zigbee2mqtt/xiaomi_aqara_water_1, channel: water_leak, quantity: leak, location: hall, rules: default }
  - { tag: z/door, name: Door, device: zigbee2mqtt/door_1, channel: contact, quantity: door, location: hall, rules: default }
  - { tag: t/temperature, name: Tasmota temperature, device: tasmota/demo-sensor, channel: AM2301.Temperature, quantity: room-temperature, location: hall, rules: default }
  - { tag: u/charge, name: Charge, device: nut/sm1500, channel: battery.charge, quantity: battery-charge, location: hall, rules: default }
  - { tag: u/state, name: State, device: nut/sm1500, channel: ups.status, quantity: ups-state, location: hall, rules: default }
`;

interface Row {
  readonly tag: string;
  readonly unit: string;
  readonly last: {
    readonly value: number;
    readonly state: string | null;
    readonly quality: { readonly level: string; readonly reason: string };
  } | null;
}

const cli = path.join(path.dirname(createRequire(import.meta.url).resolve('mqtt/package.json')), 'build/bin/mqtt.js');

let product: StartedProduct;
let token = '';
const secrets = new Map<string, string>();

/** Publishes with the command line that comes with MQTT.js: a client that nobody here wrote. */
function publish(account: string, topic: string, payload: string): void {
  const words = [
    'publish',
    '-h',
    '127.0.0.1',
    '-p',
    String(product.mqttPort),
    '-u',
    account,
    '-P',
    secrets.get(account) ?? '',
    '-i',
    account,
    '-q',
    '1',
    '-t',
    topic,
    '-m',
    payload,
  ];
  const run = spawnSync(process.execPath, [cli, ...words], { encoding: 'utf8', timeout: 20_000 });
  expect(run.status, run.stderr).toBe(0);
}

async function pointsByTag(): Promise<ReadonlyMap<string, Row>> {
  const answer = await fetch(`${product.url}/api/v1/points?limit=500`, { headers: { authorization: `Bearer ${token}` } });
  expect(answer.status).toBe(200);
  const { points } = (await answer.json()) as { points: Row[] };
  return new Map(points.map((point) => [point.tag, point]));
}

async function addDevice(id: string, dialect: string): Promise<void> {
  const made = await product.command('device', 'add', id, '--dialect', dialect, '--json');
  expect(made.code, made.err).toBe(0);
  secrets.set(id, (JSON.parse(made.out) as { secret: string }).secret);
}

beforeAll(async () => {
  product = await startProduct({ env: { WACHTER_DEMO: '0' } });
  for (const [id, dialect] of [
    ['ws-1', 'native'],
    ['zigbee-gateway', 'zigbee2mqtt'],
    ['demo-sensor', 'tasmota'],
    ['sm1500', 'nut'],
  ] as const)
    await addDevice(id, dialect);
  const file = path.join(product.dataDir, 'site.yaml');
  writeFileSync(file, siteFile);
  const imported = await product.command('site', 'import', file);
  expect(imported.code, `${imported.out}${imported.err}`).toBe(0);
  const made = await product.command('token', 'create', 'test', '--scope', 'read:points', '--json');
  expect(made.code, made.err).toBe(0);
  token = (JSON.parse(made.out) as { secret: string }).secret;
}, 300_000);

afterAll(async () => {
  await product?.stop();
}, 60_000);

describe('messages of an ordinary MQTT client with a device credential', () => {
  it('appear in /api/v1/points with the right value, unit and quality', async () => {
    const t = Date.now();
    publish(
      'ws-1',
      'wachter/v1/ws-1/data',
      JSON.stringify({
        boot: '9f2c41aa',
        seq: 1,
        samples: [{ t, v: { 'inlet-top': 23.4, return: 86 }, q: { 'inlet-rh': 'sensor-fault' } }],
      }),
    );
    publish(
      'zigbee-gateway',
      'zigbee2mqtt/weather_sensor',
      '{"temperature":24.04,"linkquality":89,"humidity":25.91,"pressure":963,"battery":100,"voltage":3135}',
    );
    publish(
      'zigbee-gateway',
      'zigbee2mqtt/xiaomi_aqara_water_1',
      `{"battery":100,"voltage":3055,"linkquality":94,"last_seen":${t},"water_leak":true,"elapsed":3006136}`,
    );
    publish(
      'zigbee-gateway',
      'zigbee2mqtt/door_1',
      '{"battery":100,"battery_low":false,"contact":true,"linkquality":94,"tamper":false,"voltage":3200}',
    );
    publish(
      'demo-sensor',
      'tele/demo-sensor/SENSOR',
      '{"Time":"2019-01-01T00:00:00","AM2301":{"Temperature":76.3,"Humidity":58.2},"TempUnit":"F"}',
    );
    publish(
      'sm1500',
      'nut/sm1500',
      '{"battery.charge":89,"battery.runtime":2983,"battery.voltage":24.4,"ups.status":"OB DISCHRG"}',
    );

    // Each comes by a connection of its own: they may be stored in another order.
    const awaited = [
      'ws/inlet',
      'ws/fahrenheit',
      'z/temperature',
      'z/humidity',
      'z/leak',
      'z/door',
      't/temperature',
      'u/state',
      'u/charge',
    ];
    const missing = async () => {
      const present = await pointsByTag();
      return awaited.filter((tag) => !present.get(tag)?.last);
    };
    await expect.poll(missing, { timeout: 20_000 }).toEqual([]);
    const points = await pointsByTag();
    expect(points.get('u/charge')?.last?.value).toBe(89);
    const seen = (tag: string) => {
      const row = points.get(tag);
      return row?.last ? [Math.round(row.last.value * 1000) / 1000, row.unit, row.last.quality.level, row.last.state] : null;
    };
    expect(seen('ws/inlet')).toEqual([23.4, '°C', 'good', null]);
    expect(seen('ws/fahrenheit')).toEqual([30, '°C', 'good', null]);
    expect(seen('z/temperature')).toEqual([24.04, '°C', 'good', null]);
    expect(seen('z/humidity')).toEqual([25.91, '%', 'good', null]);
    expect(seen('z/leak')).toMatchObject([1, expect.anything(), 'good', 'wet']);
    expect(seen('z/door')).toMatchObject([0, expect.anything(), 'good', 'closed']);
    expect(seen('t/temperature')).toEqual([24.611, '°C', 'good', null]);
    expect(seen('u/state')).toMatchObject([expect.anything(), expect.anything(), 'good', 'on_battery']);
    expect(points.get('ws/rh')?.last?.quality.level ?? 'bad').toBe('bad');
  }, 60_000);

  it('are refused on a topic that belongs to another device', async () => {
    const words = [
      'publish',
      '-h',
      '127.0.0.1',
      '-p',
      String(product.mqttPort),
      '-u',
      'demo-sensor',
      '-P',
      secrets.get('demo-sensor') ?? '',
      '-i',
      'demo-sensor',
      '-q',
      '1',
    ];
    spawnSync(
      process.execPath,
      [
        cli,
        ...words,
        '-t',
        'wachter/v1/ws-1/data',
        '-m',
        JSON.stringify({ boot: '9f2c41aa', seq: 2, samples: [{ t: Date.now(), v: { 'inlet-top': 99 } }] }),
      ],
      { timeout: 5_000 },
    );
    publish(
      'ws-1',
      'wachter/v1/ws-1/data',
      JSON.stringify({ boot: '9f2c41aa', seq: 2, samples: [{ t: Date.now(), v: { 'inlet-top': 23.6 } }] }),
    );
    await expect.poll(async () => (await pointsByTag()).get('ws/inlet')?.last?.value, { timeout: 20_000 }).toBe(23.6);
  }, 60_000);
});
