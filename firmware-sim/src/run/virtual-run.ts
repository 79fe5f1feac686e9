import type { Plant } from '../physics/plant.ts';
import { scenarioByName } from '../scenarios/index.ts';
import type { DeviceSpec } from '../site/channel.ts';
import { rotterdamParams } from '../site/plant-params.ts';
import { devices as rotterdamDevices } from '../site/rotterdam-1.ts';
import { createSimulation, type Simulation } from './simulation.ts';
import { createVirtualBroker, type Sent } from './virtual-sockets.ts';

export interface VirtualRunParams {
  readonly seed: number;
  /** Seconds of device time. */
  readonly durationSeconds: number;
  readonly scenario?: string;
  readonly speed?: number;
  /** Milliseconds since 1970; default 2026-01-05T08:00Z. */
  readonly startAt?: number;
  readonly bufferMessages?: number;
  readonly devices?: readonly DeviceSpec[];
  /** False while the host is away: nothing is acked. Asked at each message. */
  readonly acks?: (now: number) => boolean;
  /** Every message, in order. */
  readonly sink: (sent: Sent) => void;
  /** Called after each step with the truth. */
  readonly watch?: (plant: Plant, now: number, simulation: Simulation) => void;
}

export const VIRTUAL_START_AT = Date.UTC(2026, 0, 5, 8);

/** Runs the demo site in virtual time, without broker and without waiting. The same parameters give the same messages, byte for byte. */
export function runVirtually(params: VirtualRunParams): Simulation {
  const startAt = params.startAt ?? VIRTUAL_START_AT;
  let now = startAt;
  const broker = createVirtualBroker({ now: () => now, sink: params.sink, acks: () => params.acks?.(now) ?? true });
  const simulation = createSimulation({
    devices: params.devices ?? rotterdamDevices,
    plant: rotterdamParams,
    seed: params.seed,
    speed: params.speed ?? 1,
    startAt,
    bufferMessages: params.bufferMessages ?? 3000,
    open: broker.open,
    now: () => now,
    newBoot: null,
  });
  const scenario = scenarioByName(params.scenario ?? 'calm');
  if (scenario === undefined) throw new Error(`No scenario called ${params.scenario}`);
  simulation.world.play(scenario);
  const endAt = startAt + params.durationSeconds * 1000;
  while (now < endAt) {
    const dueAt = simulation.advance(now);
    broker.settle();
    params.watch?.(simulation.world.plant(), now, simulation);
    now = broker.isPending() ? now + 1 : Math.min(endAt, Math.max(now + 1, dueAt));
  }
  return simulation;
}
