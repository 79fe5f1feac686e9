import type { FaultBoard } from '../faults/board.ts';
import type { Plant } from '../physics/plant.ts';
import type { Random } from '../random/prng.ts';
import type { DeviceSpec, DialectId } from '../site/channel.ts';
import { createClock } from './clock.ts';
import type { Firmware } from './firmware.ts';
import type { GatewayParams } from './gateway.ts';
import { createNative } from './native.ts';
import { createNut } from './nut.ts';
import { createProbe } from './probe.ts';
import { createSparkplug } from './sparkplug-b.ts';
import { createTasmota } from './tasmota.ts';
import type { Witness } from './witness.ts';
import { createZigbee } from './zigbee2mqtt.ts';

export interface FirmwareWorld {
  readonly devices: readonly DeviceSpec[];
  readonly plant: () => Plant;
  readonly board: FaultBoard;
  readonly random: Random;
  readonly startAt: number;
  readonly bufferMessages: number;
  readonly newBoot: (() => string) | null;
  readonly witness: Witness | undefined;
}

const gateways: Readonly<Record<Exclude<DialectId, 'native'>, (params: GatewayParams) => Firmware>> = {
  zigbee2mqtt: createZigbee,
  tasmota: createTasmota,
  'sparkplug-b': createSparkplug,
  nut: createNut,
};

/** One firmware per broker account, in the order of the site. */
export function createFirmwares(world: FirmwareWorld): readonly Firmware[] {
  const accounts = [...new Set(world.devices.map((device) => device.account))];
  return accounts.map((account) => {
    const members = world.devices.filter((device) => device.account === account);
    const random = world.random.fork(account);
    const clockOf = (device: string) =>
      createClock({
        setAt: world.startAt,
        offsetMs: 25 * random.fork(`clock/${device}`).gauss(),
        driftPpm: 0.02 * random.fork(`drift/${device}`).gauss(),
        skewMs: (now) => world.board.clockMs(device, now),
      });
    const probes = members.map((spec) =>
      createProbe(spec, { plant: world.plant, board: world.board, random: world.random.fork(`probe/${spec.id}`) }),
    );
    const [first] = probes;
    if (first === undefined) throw new Error(`Account ${account} has no device`);
    if (first.spec.dialect === 'native') {
      const bootRandom = random.fork('boot');
      return createNative({
        probe: first,
        clock: clockOf(first.spec.id),
        random,
        newBoot: world.newBoot ?? (() => bootRandom.hex(4)),
        bufferMessages: world.bufferMessages,
        startAt: world.startAt,
        witness: world.witness,
      });
    }
    return gateways[first.spec.dialect]({
      account,
      probes,
      random,
      startAt: world.startAt,
      clock: (device) => clockOf(device).read,
      isCut: (device) => world.board.isCut([device]),
    });
  });
}
