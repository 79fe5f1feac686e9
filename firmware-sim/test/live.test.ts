import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readStateFile } from '../src/control/state-file.ts';
import { runLoad } from '../src/load/run-load.ts';
import { type Options, readOptions } from '../src/options.ts';
import type { LedgerLine } from '../src/run/ledger.ts';
import { startLiveRun } from '../src/run/live-run.ts';
import { calm } from '../src/scenarios/calm.ts';
import { startTinyBroker, type TinyBroker } from './tiny-broker.ts';

let broker: TinyBroker;
let folder: string;

beforeEach(async () => {
  broker = await startTinyBroker({ refuses: 'nobody-1' });
  folder = mkdtempSync(path.join(tmpdir(), 'wachter-sim-'));
});
afterEach(async () => {
  await broker.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A site of five devices, each on its own connection. */
function options(...words: string[]): Options {
  const site = path.join(folder, 'site.yaml');
  const ids = ['hall-a-aisle', 'hall-a-crah-1', 'hall-b-aisle', 'nut/ups-a', 'tasmota/yard-climate'];
  writeFileSync(site, ids.map((id) => `  - { id: ${id}, dialect: native }\n`).join(''));
  const credentials = path.join(folder, 'credentials.json');
  writeFileSync(credentials, JSON.stringify({ 'hall-a-aisle': 'a-secret' }), { mode: 0o600 });
  return readOptions(['--url', `mqtt://127.0.0.1:${broker.port}`, '--site', site, '--credentials', credentials, ...words], {
    mqttUrl: undefined,
    dataFolder: folder,
    workingFolder: folder,
  });
}

const topics = () => broker.published.map(({ topic }) => topic);
const dataOf = (device: string) => broker.published.filter(({ topic }) => topic === `wachter/v1/${device}/data`);

describe('a live run', { timeout: 60_000 }, () => {
  it('logs every device in with its own account and its own secret, publishes, and says goodbye', async () => {
    const live = await startLiveRun(options(), calm);
    await broker.until(() => dataOf('hall-a-aisle').length >= 2 && topics().includes('nut/ups-a'));
    live.stop();
    await live.ended;
    const logins = broker.connected.map(({ clientId, username, password }) => [clientId, username, password?.toString()]);
    expect(logins).toContainEqual(['hall-a-aisle', 'hall-a-aisle', 'a-secret']);
    expect(new Set(broker.connected.map(({ clientId }) => clientId)).size).toBe(5);
    const last = broker.published.filter(({ topic }) => topic === 'wachter/v1/hall-a-aisle/status').at(-1);
    expect(JSON.parse(last?.payload.toString() ?? '')).toMatchObject({ online: false });
    expect(
      broker.published
        .filter(({ topic }) => topic === 'tele/yard-climate/LWT')
        .at(-1)
        ?.payload.toString(),
    ).toBe('Offline');
  });

  it('comes back by itself after the broker broke every connection, and leaves no hole', async () => {
    const live = await startLiveRun(options(), calm);
    await broker.until(() => dataOf('hall-a-aisle').length >= 2);
    broker.cut();
    await broker.until(() => broker.connected.filter(({ clientId }) => clientId === 'hall-a-aisle').length === 2);
    await broker.until(() => dataOf('hall-a-aisle').length >= 4);
    live.stop();
    await live.ended;
    const seqs = dataOf('hall-a-aisle').map(({ payload }): number => JSON.parse(payload.toString()).seq);
    expect(new Set(seqs).size).toBeGreaterThanOrEqual(4);
    expect([...new Set(seqs)].sort((a, b) => a - b)).toEqual(Array.from({ length: new Set(seqs).size }, (_, index) => index + 1));
  });

  it('writes each publish into the ledger before its receipt, and each receipt before the ack', async () => {
    const file = path.join(folder, 'ledger.jsonl');
    const live = await startLiveRun(options('--ledger', file), calm);
    await broker.until(() => dataOf('hall-b-aisle').length >= 3);
    live.stop();
    await live.ended;
    const lines = readFileSync(file, 'utf8').trim().split('\n');
    const ledger = lines.map((line): LedgerLine => JSON.parse(line)).filter(({ device }) => device === 'hall-b-aisle');
    const first = (kind: LedgerLine['kind']) => ledger.findIndex((line) => line.kind === kind && line.seq === 1);
    expect(first('publish')).toBe(0);
    expect(first('puback')).toBeGreaterThan(first('publish'));
    expect(first('ack')).toBeGreaterThan(first('puback'));
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  it('leaves its address for a second one while it runs, and takes it away', async () => {
    const settings = options('--control-port', '0');
    const live = await startLiveRun(settings, calm);
    expect(readStateFile(settings.stateFile)).toMatchObject({ pid: process.pid, port: live.controlPort });
    expect(statSync(settings.controlTokenFile).mode & 0o077).toBe(0);
    live.stop();
    await live.ended;
    expect(readStateFile(settings.stateFile)).toBeNull();
  });

  it('refuses a credentials file that others can read', async () => {
    const file = path.join(folder, 'open.json');
    writeFileSync(file, '{}', { mode: 0o644 });
    await expect(startLiveRun(options('--credentials', file), calm)).rejects.toThrow('can be read by others');
  });
});

describe('the load generator', { timeout: 60_000 }, () => {
  const load = (devices: readonly string[], more: { connections: number; messages: number }) =>
    runLoad({
      host: '127.0.0.1',
      port: broker.port,
      devices,
      boot: 'abcdef01',
      login: (index) => ({ clientId: devices[index] ?? 'load' }),
      inFlight: 20,
      valuesPerMessage: 3,
      messagesPerSecond: 0,
      listensForAcks: true,
      settleMs: 10_000,
      now: Date.now,
      ...more,
    });

  it('has every message taken and stored, numbered without holes, at times that never repeat', async () => {
    const result = await load(['load-1', 'load-2', 'load-3'], { connections: 2, messages: 1000 });
    expect(result).toMatchObject({ published: 1000, taken: 1000, stored: 1000 });
    expect(result.storedSeconds).not.toBeNull();
    for (const device of ['load-1', 'load-2', 'load-3']) {
      const messages = dataOf(device).map(({ payload }) => JSON.parse(payload.toString()));
      expect(messages.map(({ seq }) => seq)).toEqual(messages.map((_, index) => index + 1));
      expect(new Set(messages.map(({ samples }) => samples[0].t)).size).toBe(messages.length);
      expect(Object.keys(messages[0].samples[0].v)).toEqual(['c0', 'c1', 'c2']);
    }
  });

  it('says so when the broker does not let it in', async () => {
    await expect(load(['nobody-1'], { connections: 1, messages: 10 })).rejects.toThrow('refused the login');
  });
});
