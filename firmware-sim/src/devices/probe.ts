import type { FaultBoard } from '../faults/board.ts';
import type { Plant } from '../physics/plant.ts';
import { createSensor, type Sensor } from '../physics/sensor.ts';
import type { Random } from '../random/prng.ts';
import type { ChannelSpec, DeviceSpec, Value } from '../site/channel.ts';

/** What a device measured at one moment. `faulty` names channels whose sensor gave nothing. */
export interface Sample {
  readonly values: Readonly<Record<string, Value>>;
  readonly faulty: readonly string[];
}

/** The sensing side of a device: truth → sensor → faults. */
export interface Probe {
  readonly spec: DeviceSpec;
  readonly sample: (now: number) => Sample;
  /** The channels whose change must be told at once, without noise; equal text means that nothing changed. */
  readonly urgent: (now: number) => string;
  readonly plant: () => Plant;
}

const NOISE: Readonly<Record<string, { readonly noise: number; readonly resolution: number }>> = {
  '°C': { noise: 0.04, resolution: 0.1 },
  '%': { noise: 0.15, resolution: 0.1 },
  Pa: { noise: 0.12, resolution: 0.1 },
};

export function createProbe(
  spec: DeviceSpec,
  world: { readonly plant: () => Plant; readonly board: FaultBoard; readonly random: Random },
): Probe {
  const sensors = new Map<string, Sensor>(
    spec.channels.map((channel) => [
      channel.channel,
      createSensor(
        {
          noise: channel.noise ?? NOISE[channel.unit ?? '']?.noise ?? 0,
          resolution: channel.resolution ?? NOISE[channel.unit ?? '']?.resolution ?? 0.01,
          lagSeconds: channel.lagSeconds ?? 0,
          bias: channel.bias ?? 0,
        },
        world.random.fork(channel.channel),
      ),
    ]),
  );
  const measure = (channel: ChannelSpec, plant: Plant): Value => {
    const truth = channel.read(plant);
    return typeof truth === 'number' ? (sensors.get(channel.channel)?.read(truth, plant.seconds) ?? truth) : truth;
  };
  const urgent = spec.channels.filter((channel) => channel.isUrgent);
  return {
    spec,
    plant: world.plant,
    sample: (now) => {
      const plant = world.plant();
      const values: Record<string, Value> = {};
      for (const channel of spec.channels) {
        const reading = { channel: channel.channel, value: measure(channel, plant) };
        values[channel.channel] = world.board.sample(spec.id, reading, now);
      }
      const faulty = spec.channels
        .filter((channel) => values[channel.channel] === null && channel.read(plant) !== null)
        .map(({ channel }) => channel);
      return { values, faulty };
    },
    urgent: (now) => {
      const plant = world.plant();
      return urgent
        .map((one) => String(world.board.sample(spec.id, { channel: one.channel, value: one.read(plant) }, now)))
        .join('|');
    },
  };
}
