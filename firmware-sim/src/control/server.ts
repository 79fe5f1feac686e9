import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { faults } from '../faults/index.ts';
import type { Simulation } from '../run/simulation.ts';
import { scenarioByName, scenarios } from '../scenarios/index.ts';

const MOST_BYTES = 10_000;

const StartOrder = z.object({ speed: z.number().min(0.01).max(3600).optional() });
const FaultsOrder = z.union([
  z.object({
    device: z.string(),
    fault: z.string(),
    params: z.unknown().optional(),
    seconds: z.number().positive().optional(),
  }),
  z.object({ clear: z.object({ device: z.string().optional(), fault: z.string().optional() }) }),
]);

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const refused = (status: number, error: string): Answer => ({ status, body: { error } });

export interface ControlParams {
  readonly simulation: Simulation;
  readonly token: string;
  readonly now: () => number;
  /** Called after an order that changed something. */
  readonly changed: () => void;
}

/**
 * Orders over HTTP on 127.0.0.1, each with `authorization: Bearer <token>`:
 * GET /state · GET /scenarios · POST /scenarios/{name}/start {speed?} · POST /stop · POST /faults {device, fault, params?, seconds?} or {clear: {device?, fault?}}.
 */
export function listenForOrders(
  params: ControlParams,
  port: number,
): Promise<{ readonly port: number; readonly close: () => void }> {
  const server = createServer((request, response) => {
    answer(request, params)
      .catch(() => refused(400, 'The order cannot be understood.'))
      .then((reply) => send(response, reply))
      .catch(() => response.destroy());
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve({ port: portOf(server), close: () => closeServer(server) }));
  });
}

function closeServer(server: Server) {
  server.close();
  server.closeAllConnections();
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function send(response: ServerResponse, { status, body }: Answer) {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(`${JSON.stringify(body)}\n`);
}

const digest = (text: string) => createHash('sha256').update(text).digest();

async function answer(request: IncomingMessage, params: ControlParams): Promise<Answer> {
  if (!timingSafeEqual(digest(request.headers.authorization ?? ''), digest(`Bearer ${params.token}`))) {
    return refused(401, 'The token is missing or wrong.');
  }
  if (request.headers.origin !== undefined) return refused(403, 'Browsers may not give orders here.');
  const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
  if (request.method === 'GET' && pathname === '/state') return { status: 200, body: params.simulation.state() };
  if (request.method === 'GET' && pathname === '/scenarios') return { status: 200, body: catalogue() };
  if (request.method !== 'POST') return refused(404, 'There is no such order.');
  const reply = obey(pathname, await readBody(request), params);
  params.changed();
  return reply;
}

function obey(pathname: string, body: unknown, params: ControlParams): Answer {
  const { simulation, now } = params;
  if (pathname === '/stop') {
    simulation.world.rest();
    simulation.clearFaults();
    return { status: 200, body: simulation.state() };
  }
  if (pathname === '/faults') return orderFault(FaultsOrder.parse(body), simulation, now());
  const name = /^\/scenarios\/([a-z0-9-]+)\/start$/.exec(pathname)?.[1];
  const scenario = name === undefined ? undefined : scenarioByName(name);
  if (scenario === undefined) return refused(404, 'There is no such scenario.');
  const { speed } = StartOrder.parse(body ?? {});
  simulation.clearFaults();
  simulation.world.play(scenario, speed);
  return { status: 200, body: simulation.state() };
}

function orderFault(order: z.infer<typeof FaultsOrder>, simulation: Simulation, now: number): Answer {
  if ('clear' in order) {
    simulation.clearFaults(order.clear.device, order.clear.fault);
    return { status: 200, body: simulation.state() };
  }
  const refusal = simulation.beginFault(order, now);
  if (refusal === null) return { status: 200, body: simulation.state() };
  switch (refusal.kind) {
    case 'unknown-device':
      return refused(404, `There is no device ${refusal.device}.`);
    case 'unknown-fault':
      return refused(404, `There is no fault ${refusal.fault}.`);
    case 'invalid-params':
      return refused(400, `These parameters do not fit the fault ${refusal.fault}.`);
  }
}

/** Scenarios and faults with their texts in both languages. */
export const catalogue = () => ({
  scenarios: scenarios.map(({ name, title, description, steps, expects }) => ({
    name,
    title,
    description,
    steps: steps.map(({ atSeconds, say }) => ({ atSeconds, say })),
    expects,
  })),
  faults: faults.map(({ id, description }) => ({ id, description })),
});

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new Error('too large');
    chunks.push(chunk);
  }
  return size === 0 ? undefined : JSON.parse(Buffer.concat(chunks).toString('utf8'));
}
