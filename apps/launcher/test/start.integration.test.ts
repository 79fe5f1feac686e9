import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import mqtt from 'mqtt';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { anyFreePort } from '../src/port.ts';
import { isAlive, run, type Started, startWachter, stateOf } from './started-wachter.ts';

const startWithinMs = 300_000;

let base: string;
let dataDir: string;
let env: Readonly<Record<string, string>>;

beforeAll(async () => {
  base = mkdtempSync(path.join(tmpdir(), 'wachter-start-'));
  // Root's database runs as another user, who must reach its folder.
  chmodSync(base, 0o711);
  dataDir = path.join(base, 'data');
  env = {
    WACHTER_DATA_DIR: dataDir,
    WACHTER_DEMO: '0',
    PORT: String(await anyFreePort()),
    MQTT_PORT: String(await anyFreePort()),
  };
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

describe('refuses before it starts anything, in one sentence with the remedy', () => {
  let server: Server | undefined;
  afterEach(() => server?.close());

  it('a port that was asked for and is taken', async () => {
    server = createServer();
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const taken = String(typeof address === 'object' && address ? address.port : 0);
    const ended = await run(['start'], { ...env, WACHTER_DATA_DIR: path.join(base, 'taken'), PORT: taken });
    expect(ended.text).toContain(
      `Port ${taken} for the dashboard is taken by another program. Stop that program, or choose another port with PORT.`,
    );
    expect(ended.code).toBe(5);
  });

  it('a data folder that holds other things', async () => {
    const folder = path.join(base, 'others');
    mkdirSync(folder);
    writeFileSync(path.join(folder, 'thesis.doc'), '');
    const ended = await run(['start'], { ...env, WACHTER_DATA_DIR: folder });
    expect(ended).toMatchObject({ code: 3, text: expect.stringContaining('holds other things (thesis.doc)') });
  });

  it('a wrong setting', async () => {
    expect(await run(['start'], { ...env, PORT: 'eighty' })).toMatchObject({
      code: 2,
      text: expect.stringContaining('The environment variable PORT is not usable'),
    });
  });

  it('commands that need a Wachter that runs', async () => {
    expect(await run(['status'], env)).toMatchObject({ code: 4, text: expect.stringContaining('Wachter is not running here.') });
    expect(await run(['device', 'list'], env)).toMatchObject({
      code: 4,
      text: expect.stringContaining('Start it with npm start'),
    });
  });
});

describe('npm start', () => {
  let started: Started;
  let firstOutput: string;

  beforeAll(async () => {
    started = startWachter(['start'], env);
    await started.until('Wachter is ready');
    await started.until('Ctrl-C stops everything');
    firstOutput = started.text();
  }, startWithinMs);
  afterAll(async () => {
    started.child.kill('SIGTERM');
    await started.ended;
  });

  it('says where it is and how to log in, and keeps the one-time password for us alone', () => {
    const url = `http://127.0.0.1:${env['PORT']}`;
    expect(firstOutput).toContain(`Wachter is ready: ${url}`);
    const file = path.join(dataDir, 'first-login');
    const password = readFileSync(file, 'utf8').match(/password: (\S+)/)?.[1];
    expect(password).toMatch(/^[0-9a-z-]{20,}$/);
    expect(firstOutput.split(password ?? '-').length - 1).toBe(1);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('hands out a credential once, which works on the broker', async () => {
    const made = await run(['device', 'add', 'test-node', '--json'], env);
    const { userName, secret, port } = JSON.parse(made.text) as { userName: string; secret: string; port: number };
    const client = mqtt.connect({
      port,
      host: '127.0.0.1',
      protocolVersion: 4,
      username: userName,
      password: secret,
      clientId: userName,
      reconnectPeriod: 0,
    });
    await new Promise<void>((resolve, reject) => {
      client.once('connect', () => resolve());
      client.once('error', reject);
    });
    await client.publishAsync('wachter/v1/test-node/status', '{"online":true}', { qos: 1, retain: true });
    await client.endAsync();
    const listed = await run(['device', 'list'], env);
    expect(listed.text).toContain('test-node');
    expect(listed.text).not.toContain(secret);
    expect(await run(['device', 'add', 'test-node'], env)).toMatchObject({ code: 3 });
  });

  it('refuses a second copy on the same data', async () => {
    const second = await run(['start'], env);
    expect(second.text).toMatch(
      /Wachter is already running on .* \(process \d+, http:\/\/127\.0\.0\.1:\d+\)\. Use that one, stop it/,
    );
    expect(second.code).toBe(5);
  });

  it('starts a child again that was killed', async () => {
    const broker = () => stateOf(dataDir).processes.find(({ name }) => name === 'broker')?.pid ?? null;
    const before = broker();
    if (before === null) throw new Error('no broker');
    process.kill(before, 'SIGKILL');
    await started.until('broker  ended unexpectedly');
    await expect.poll(broker, { timeout: 20_000, interval: 100 }).not.toBeOneOf([before, null]);
  });

  it(
    'recovers after everything was killed at once, with its data',
    async () => {
      const { pid, processes } = stateOf(dataDir);
      const all = [started.child.pid, pid, ...processes.map((child) => child.pid)].filter((one) => typeof one === 'number');
      for (const one of all) process.kill(one, 'SIGKILL');
      await started.ended;
      await expect.poll(() => all.filter(isAlive), { timeout: 10_000 }).toEqual([]);
      expect((await run(['status'], env)).code).toBe(4);

      started = startWachter(['start'], env);
      await started.until('Ctrl-C stops everything');
      expect(started.text()).toContain('the one-time password is in');
      expect((await run(['device', 'list'], env)).text).toContain('test-node');
      expect((await run(['status'], env)).code).toBe(0);
    },
    startWithinMs,
  );

  it(
    'stops what it started when only the launcher was killed',
    async () => {
      const { pid, processes } = stateOf(dataDir);
      process.kill(pid, 'SIGKILL');
      await started.ended;
      const children = processes.flatMap((child) => child.pid ?? []);
      await expect.poll(() => children.filter(isAlive), { timeout: 15_000 }).toEqual([]);
      started = startWachter(['start'], env);
      await started.until('Ctrl-C stops everything');
    },
    startWithinMs,
  );

  it('stops cleanly at Ctrl-C and leaves nothing behind', async () => {
    const { pid, processes } = stateOf(dataDir);
    started.child.kill('SIGINT');
    const ended = await started.ended;
    expect(ended.code).toBe(0);
    expect(ended.text).toContain('Stopped. Start again with npm start; the data is kept.');
    expect([pid, ...processes.flatMap((child) => child.pid ?? [])].filter(isAlive)).toEqual([]);
  });

  it('refuses to begin anew when the database of its data folder is gone', async () => {
    const cluster = path.join(dataDir, 'postgres/cluster');
    expect(existsSync(cluster)).toBe(true);
    renameSync(cluster, `${cluster}.lost`);
    const ended = await run(['start'], env);
    renameSync(`${cluster}.lost`, cluster);
    expect(ended.text).toContain('is gone. Restore the data folder from a backup');
    expect(ended.code).toBe(3);
  });
});
