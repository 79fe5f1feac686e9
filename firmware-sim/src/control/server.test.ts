import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSimulation, type Simulation } from '../run/simulation.ts';
import { createVirtualBroker } from '../run/virtual-sockets.ts';
import { rotterdamParams } from '../site/plant-params.ts';
import { devices } from '../site/rotterdam-1.ts';
import { listenForOrders } from './server.ts';

const START = 1_764_000_000_000;
let simulation: Simulation;
let base: string;
let close: () => void;
let changes: number;

beforeEach(async () => {
  const broker = createVirtualBroker({ now: () => START, sink: () => undefined, acks: () => true });
  simulation = createSimulation({
    devices: devices.slice(0, 3),
    plant: rotterdamParams,
    seed: 1,
    speed: 1,
    startAt: START,
    bufferMessages: 10,
    open: broker.open,
    now: () => START,
    newBoot: null,
  });
  changes = 0;
  const control = await listenForOrders(
    {
      simulation,
      token: 'a-token-of-some-length',
      now: () => START,
      changed: () => {
        changes += 1;
      },
    },
    0,
  );
  base = `http://127.0.0.1:${control.port}`;
  close = control.close;
});
afterEach(() => close());

const call = async (
  path: string,
  options: { body?: unknown; token?: string; headers?: Record<string, string>; raw?: string } = {},
) => {
  const body = options.raw ?? (options.body === undefined ? undefined : JSON.stringify(options.body));
  const response = await fetch(`${base}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${options.token ?? 'a-token-of-some-length'}`, ...options.headers },
    ...(body === undefined ? {} : { body }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

describe('the control port', () => {
  it('lets nobody in without the token, nor a browser of another page', async () => {
    expect((await call('/state', { token: 'wrong' })).status).toBe(401);
    expect((await call('/stop', { body: {}, token: '' })).status).toBe(401);
    expect((await call('/stop', { body: {}, headers: { origin: 'http://evil.example' } })).status).toBe(403);
    expect(changes).toBe(0);
  });

  it('tells its state and its scenarios in both languages', async () => {
    expect((await call('/state')).body).toMatchObject({ devices: 3, scenario: null, faults: [] });
    const { scenarios } = (await call('/scenarios')).body as { scenarios: { name: string; title: { en: string; nl: string } }[] };
    expect(scenarios.find(({ name }) => name === 'cooler-failure')?.title.nl).toContain('Koeling');
  });

  it('starts a scenario at a speed and stops it', async () => {
    const started = await call('/scenarios/cooler-failure/start', { body: { speed: 60 } });
    expect(started).toMatchObject({ status: 200, body: { speed: 60, scenario: { name: 'cooler-failure' } } });
    expect(changes).toBe(1);
    expect((await call('/stop', { body: {} })).body).toMatchObject({ scenario: null });
  });

  it('puts a fault on a device and clears it', async () => {
    const device = devices[0]?.id ?? '';
    expect((await call('/faults', { body: { device, fault: 'stuck', seconds: 60 } })).body).toMatchObject({
      faults: [{ device, fault: 'stuck' }],
    });
    expect((await call('/faults', { body: { clear: { device } } })).body).toMatchObject({ faults: [] });
  });

  it.each([
    ['/scenarios/nothing/start', { body: {} }, 404],
    ['/nothing', { body: {} }, 404],
    ['/nothing', {}, 404],
    ['/scenarios/calm/start', { body: { speed: -1 } }, 400],
    ['/faults', { body: { device: 'hall-a-env-a01' } }, 400],
    ['/faults', { body: { device: 'nobody', fault: 'stuck' } }, 404],
    ['/faults', { body: { device: 'hall-a-env-a01', fault: 'gremlin' } }, 404],
    ['/faults', { body: { device: 'hall-a-env-a01', fault: 'drift', params: { perHour: 'x' } } }, 400],
    ['/faults', { raw: '{' }, 400],
    ['/faults', { raw: JSON.stringify({ device: 'x'.repeat(20_000) }) }, 400],
  ])('refuses %s %j with %i', async (path, options, status) => {
    expect((await call(path, options)).status).toBe(status);
  });
});
