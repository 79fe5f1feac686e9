import { randomBytes } from 'node:crypto';
import { listenForOrders } from '../control/server.ts';
import { removeStateFile, writeStateFile } from '../control/state-file.ts';
import { tokenIn } from '../control/token.ts';
import type { Options } from '../options.ts';
import type { Scenario } from '../scenarios/define.ts';
import { rotterdamParams } from '../site/plant-params.ts';
import { devices } from '../site/rotterdam-1.ts';
import { readCredentials } from './credentials.ts';
import { openLedger } from './ledger.ts';
import { mqttSockets } from './mqtt-socket.ts';
import { selectDevices } from './select-devices.ts';
import { createSimulation, type Simulation } from './simulation.ts';

/** A simulator on a real broker. `stop` says goodbye for every device and lets the line empty; `ended` then resolves. */
export interface LiveRun {
  readonly simulation: Simulation;
  readonly controlPort: number | null;
  readonly stop: () => void;
  readonly ended: Promise<void>;
}

const GOODBYE_MS = 1000;
const SHORTEST_WAIT_MS = 20;

export async function startLiveRun(options: Options, scenario: Scenario): Promise<LiveRun> {
  const now = () => Date.now();
  const ledger = options.ledgerFile === undefined ? null : openLedger(options.ledgerFile, now);
  const loop = createLoop(now);
  const simulation = createSimulation({
    devices: selectDevices(devices, options.siteFile),
    plant: rotterdamParams,
    seed: options.seed,
    speed: options.speed ?? 1,
    startAt: now(),
    bufferMessages: options.bufferMessages,
    open: mqttSockets({ url: options.url, credentials: readCredentials(options.credentialsFile) }),
    now,
    newBoot: () => randomBytes(4).toString('hex'),
    witness: ledger?.witness,
    wake: loop.wake,
  });
  simulation.world.play(scenario);
  const token = options.controlPort === undefined ? null : tokenIn(options.controlTokenFile);
  const control =
    token === null ? null : await listenForOrders({ simulation, token, now, changed: loop.wake }, options.controlPort ?? 0);
  if (control !== null) {
    writeStateFile(options.stateFile, {
      pid: process.pid,
      port: control.port,
      tokenFile: options.controlTokenFile,
      broker: new URL(options.url).host,
    });
  }
  loop.start((at) => simulation.advance(at));
  let isStopping = false;
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    loop.stop();
    control?.close();
    if (control !== null) removeStateFile(options.stateFile, process.pid);
    simulation.stop(now());
    setTimeout(() => {
      ledger?.close();
      end();
    }, GOODBYE_MS);
  };
  return { simulation, controlPort: control?.port ?? null, stop, ended };
}

/** Calls `advance` when it is due or woken, never more often than every 20 ms. */
function createLoop(now: () => number) {
  let advance: ((at: number) => number) | null = null;
  let timer: NodeJS.Timeout | undefined;
  let timerAt = Number.POSITIVE_INFINITY;
  const arm = (at: number) => {
    if (advance === null || at >= timerAt) return;
    clearTimeout(timer);
    timerAt = at;
    timer = setTimeout(turn, Math.min(1000, Math.max(SHORTEST_WAIT_MS, at - now())));
  };
  const turn = () => {
    timerAt = Number.POSITIVE_INFINITY;
    const dueAt = advance?.(now());
    if (dueAt !== undefined) arm(Math.min(dueAt, now() + 1000));
  };
  return {
    start: (work: (at: number) => number) => {
      advance = work;
      turn();
    },
    wake: () => arm(now() + SHORTEST_WAIT_MS),
    stop: () => {
      advance = null;
      clearTimeout(timer);
    },
  };
}
