import type { ChannelSpec, Value } from '../site/channel.ts';
import { type Firmware, json, type Publication } from './firmware.ts';
import { createMouth, createRota, type GatewayParams, reportOf } from './gateway.ts';
import type { Probe } from './probe.ts';

const BASE = 'zigbee2mqtt';
const retained = (topic: string, value: unknown): Publication => ({ topic, payload: json(value), qos: 1, retain: true });
const friendlyName = (probe: Probe) => probe.spec.id.slice(BASE.length + 1);

const availability = (probe: Probe, state: 'online' | 'offline'): Publication =>
  retained(`${BASE}/${friendlyName(probe)}/availability`, { state });

/** `contact: true` means closed, the opposite of "open". */
const onWire = (channel: string, value: Value): Value => (channel === 'contact' && typeof value === 'boolean' ? !value : value);

/** A Zigbee2MQTT bridge (2.x, `last_seen: ISO_8601`, availability on): its state, its device list, and one JSON state per device. */
export function createZigbee(params: GatewayParams): Firmware {
  const mouth = createMouth();
  const rota = createRota(params);
  const sensors = params.probes.filter((probe) => probe.spec.channels.length > 0);

  const speak = (probe: Probe, now: number) => {
    const { values } = probe.sample(now);
    const state = Object.fromEntries(Object.entries(values).map(([channel, value]) => [channel, onWire(channel, value)]));
    const seen = new Date(params.clock(probe.spec.id)(now)).toISOString();
    mouth.say({
      topic: `${BASE}/${friendlyName(probe)}`,
      payload: json({ ...state, last_seen: seen }),
      qos: 1,
      retain: false,
    });
  };

  return {
    account: params.account,
    devices: params.probes.map((probe) => probe.spec.id),
    onLine: [`${BASE}/bridge`],
    subscriptions: [],
    will: () => retained(`${BASE}/bridge/state`, { state: 'offline' }),
    tick: (now) =>
      rota.run(now, {
        speak: (probe) => speak(probe, now),
        gone: (probe) => mouth.say(availability(probe, 'offline')),
        back: (probe) => mouth.say(availability(probe, 'online')),
      }),
    connected: (link) => {
      mouth.open(link);
      mouth.say(retained(`${BASE}/bridge/state`, { state: 'online' }));
      mouth.say(retained(`${BASE}/bridge/devices`, sensors.map(describe)));
      for (const probe of sensors) mouth.say(availability(probe, rota.isGone(probe) ? 'offline' : 'online'));
    },
    disconnected: mouth.shut,
    received: () => undefined,
    stop: () => mouth.say(retained(`${BASE}/bridge/state`, { state: 'offline' })),
    reboot: () => undefined,
    report: () => reportOf(mouth),
  };
}

function describe(probe: Probe, index: number) {
  return {
    ieee_address: `0x00158d00${(0x01000000 + index * 7919).toString(16).padStart(8, '0')}`,
    type: 'EndDevice',
    friendly_name: friendlyName(probe),
    supported: true,
    disabled: false,
    interview_state: 'SUCCESSFUL',
    power_source: 'Battery',
    definition: {
      model: probe.spec.model,
      vendor: 'Aqara',
      description: probe.spec.name,
      exposes: probe.spec.channels.map(exposed),
    },
  };
}

function exposed(channel: ChannelSpec) {
  const property = { name: channel.channel, label: channel.name, property: channel.channel, access: 1 };
  if (channel.unit !== undefined) return { ...property, type: 'numeric', unit: channel.unit };
  const isContact = channel.channel === 'contact';
  return { ...property, type: 'binary', value_on: !isContact, value_off: isContact };
}
