import { type Firmware, json } from './firmware.ts';
import { createMouth, createRota, type GatewayParams, reportOf } from './gateway.ts';
import type { Probe } from './probe.ts';

/** A NUT bridge: one JSON per UPS, NUT's own names as keys, no clock and no will. */
export function createNut(params: GatewayParams): Firmware {
  const mouth = createMouth();
  const rota = createRota(params);
  const speak = (probe: Probe, now: number) => {
    const { values } = probe.sample(now);
    mouth.say({ topic: probe.spec.id, payload: json({ ...values, 'ups.model': probe.spec.model }), qos: 1, retain: false });
  };
  return {
    account: params.account,
    devices: params.probes.map((probe) => probe.spec.id),
    onLine: [],
    subscriptions: [],
    will: () => null,
    tick: (now) => rota.run(now, { speak: (probe) => speak(probe, now) }),
    connected: mouth.open,
    disconnected: mouth.shut,
    received: () => undefined,
    stop: () => undefined,
    reboot: () => undefined,
    report: () => reportOf(mouth),
  };
}
