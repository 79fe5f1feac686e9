import { type Connection, createConnection, type OpenSocket } from '../devices/connection.ts';
import type { Firmware, FirmwareReport } from '../devices/firmware.ts';
import { createFirmwares } from '../devices/index.ts';
import type { Witness } from '../devices/witness.ts';
import { createFaultBoard, type FaultBoard, type FaultOrder, type FaultRefusal } from '../faults/board.ts';
import type { PlantParams } from '../physics/plant.ts';
import { createRandom } from '../random/prng.ts';
import type { DeviceSpec } from '../site/channel.ts';
import { createWorld, type World, type WorldReport } from './world.ts';

export interface SimulationParams {
  readonly devices: readonly DeviceSpec[];
  readonly plant: PlantParams;
  readonly seed: number;
  readonly speed: number;
  readonly startAt: number;
  readonly bufferMessages: number;
  readonly open: OpenSocket;
  readonly now: () => number;
  /** Null: boot ids come from the seed (virtual runs). Real runs must pass true chance, or a second run repeats the numbers of the first. */
  readonly newBoot: (() => string) | null;
  readonly witness?: Witness | undefined;
  readonly wake?: () => void;
}

export interface SimulationState extends WorldReport {
  readonly devices: number;
  readonly connections: number;
  readonly connected: number;
  readonly published: number;
  readonly resent: number;
  readonly buffered: number;
  readonly lost: number;
  readonly faults: ReturnType<FaultBoard['active']>;
  readonly problems: readonly { readonly account: string; readonly problem: string }[];
}

/** A whole site: physics, devices, faults and scenarios. It owns no timer: `advance` is told the time and says when it is due again. */
export interface Simulation {
  readonly advance: (now: number) => number;
  readonly world: World;
  readonly beginFault: (
    order: FaultOrder,
    now: number,
  ) => FaultRefusal | { readonly kind: 'unknown-device'; readonly device: string } | null;
  readonly clearFaults: (device?: string, fault?: string) => void;
  readonly state: () => SimulationState;
  readonly report: (account: string) => FirmwareReport | undefined;
  readonly stop: (now: number) => void;
}

interface Station {
  readonly firmware: Firmware;
  readonly connection: Connection;
  dueAt: number;
}

/** Connections open one after the other at first, so that a start is no storm. */
const FIRST_SPREAD_MS = 40;

export function createSimulation(params: SimulationParams): Simulation {
  const random = createRandom(params.seed);
  const board = createFaultBoard(random.fork('faults'), (device, now) => restart(device, now));
  const world = createWorld({
    plant: params.plant,
    random: random.fork('world'),
    speed: params.speed,
    startAt: params.startAt,
    beginFault: (order, now) => board.begin(order, now),
  });
  const firmwares = createFirmwares({
    devices: params.devices,
    plant: world.plant,
    board,
    random,
    startAt: params.startAt,
    bufferMessages: params.bufferMessages,
    newBoot: params.newBoot,
    witness: params.witness,
  });
  const stations = firmwares.map((firmware, index): Station => {
    const station: Station = {
      firmware,
      dueAt: params.startAt,
      connection: createConnection({
        firmware,
        open: params.open,
        random: random.fork(`line/${firmware.account}`),
        now: params.now,
        spoil: (publication) => board.send(firmware.devices, publication),
        isCut: () => board.isCut(firmware.onLine),
        firstMs: index * FIRST_SPREAD_MS,
        wake: () => {
          station.dueAt = 0;
          params.wake?.();
        },
      }),
    };
    return station;
  });
  const restart = (device: string, now: number) => {
    for (const station of stations.filter(({ firmware }) => firmware.devices.includes(device))) {
      station.connection.drop();
      station.firmware.reboot(now);
    }
  };
  const known = new Set(params.devices.map(({ id }) => id));

  return {
    world,
    advance: (now) => {
      const worldDue = world.advance(now);
      board.expire(now);
      const isDisturbed = board.active().length > 0;
      for (const station of stations) {
        if (station.dueAt > now && !isDisturbed) continue;
        const lineDue = station.connection.tick(now);
        station.dueAt = station.dueAt > now ? station.dueAt : Math.min(lineDue, station.firmware.tick(now));
      }
      return stations.reduce((soonest, station) => Math.min(soonest, station.dueAt), worldDue);
    },
    beginFault: (order, now) =>
      known.has(order.device) ? board.begin(order, now) : { kind: 'unknown-device', device: order.device },
    clearFaults: (device, fault) => {
      board.clear(device, fault);
      for (const station of stations) station.dueAt = 0;
      params.wake?.();
    },
    state: () => {
      const reports = stations.map(({ firmware }) => firmware.report());
      const total = (pick: (report: FirmwareReport) => number) => reports.reduce((sum, report) => sum + pick(report), 0);
      return {
        ...world.report(),
        devices: params.devices.length,
        connections: stations.length,
        connected: stations.filter(({ connection }) => connection.isOpen()).length,
        published: total((report) => report.published),
        resent: total((report) => report.resent),
        buffered: total((report) => report.buffered),
        lost: total((report) => report.lost),
        faults: board.active(),
        problems: stations.flatMap(({ firmware, connection }) => {
          const problem = connection.lastProblem();
          return problem === null ? [] : [{ account: firmware.account, problem }];
        }),
      };
    },
    report: (account) => stations.find(({ firmware }) => firmware.account === account)?.firmware.report(),
    stop: (now) => {
      for (const station of stations) station.connection.stop(now);
    },
  };
}
