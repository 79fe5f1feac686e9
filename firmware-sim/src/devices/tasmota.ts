import type { Value } from '../site/channel.ts';
import { type Firmware, json, utf8 } from './firmware.ts';
import { createMouth, createRota, type GatewayParams, reportOf } from './gateway.ts';
import type { Probe } from './probe.ts';

const STATE_EVERY = 6;
const IN_STATE = new Set(['Wifi.Signal', 'UptimeSec']);

const amsterdam = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Amsterdam',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** Local time without a zone, as Tasmota writes it, at the place of the demo site. */
const localTime = (at: number): string => amsterdam.format(at).replace(' ', 'T');

/** `AM2301.Temperature` becomes a key inside the object of its chip; a switch is a word at the top. */
function nest(values: Readonly<Record<string, Value>>): Record<string, unknown> {
  const tree: Record<string, unknown> = {};
  const chips = new Map<string, Record<string, Value>>();
  for (const [path, value] of Object.entries(values)) {
    const [chip = path, key] = path.split('.');
    if (key === undefined) {
      tree[chip] = typeof value === 'boolean' ? (value ? 'ON' : 'OFF') : value;
      continue;
    }
    const inside = chips.get(chip) ?? {};
    inside[key] = value;
    chips.set(chip, inside);
    tree[chip] = inside;
  }
  return tree;
}

/** A board with Tasmota: bare words for the will, local time, and a `STATE` now and then. */
export function createTasmota(params: GatewayParams): Firmware {
  const mouth = createMouth();
  const rota = createRota(params);
  const [only] = params.probes;
  if (only === undefined) throw new Error('A Tasmota account without its device');
  const topic = only.spec.id.slice('tasmota/'.length);
  const clock = params.clock(only.spec.id);
  let told = 0;
  let startedAt = params.startAt;

  const lwt = (word: 'Online' | 'Offline') =>
    ({ topic: `tele/${topic}/LWT`, payload: utf8(word), qos: 1, retain: true }) as const;
  const speak = (probe: Probe, now: number) => {
    const time = localTime(clock(now));
    const sample = Object.entries(probe.sample(now).values);
    const values = Object.fromEntries(sample.filter(([channel]) => !IN_STATE.has(channel)));
    const hasTemperature = Object.keys(values).some((channel) => channel.endsWith('.Temperature'));
    const sensor = { Time: time, ...nest(values), ...(hasTemperature ? { TempUnit: 'C' } : {}) };
    mouth.say({ topic: `tele/${topic}/SENSOR`, payload: json(sensor), qos: 1, retain: false });
    if (told % STATE_EVERY === 0) {
      const uptime = Math.floor((now - startedAt) / 1000);
      const signal = sample.find(([channel]) => channel === 'Wifi.Signal')?.[1] ?? -57;
      mouth.say({ topic: `tele/${topic}/STATE`, payload: json(stateOf(time, uptime, signal)), qos: 1, retain: false });
    }
    told += 1;
  };

  return {
    account: params.account,
    devices: [only.spec.id],
    onLine: [only.spec.id],
    subscriptions: [],
    will: () => lwt('Offline'),
    tick: (now) => rota.run(now, { speak: (probe) => speak(probe, now) }),
    connected: (link) => {
      mouth.open(link);
      mouth.say(lwt('Online'));
    },
    disconnected: mouth.shut,
    received: () => undefined,
    stop: () => mouth.say(lwt('Offline')),
    reboot: (now) => {
      startedAt = now;
      told = 0;
    },
    report: () => reportOf(mouth),
  };
}

function stateOf(time: string, uptimeSeconds: number, signal: Value) {
  const two = (value: number) => String(value).padStart(2, '0');
  const clock = [uptimeSeconds / 3600, uptimeSeconds / 60, uptimeSeconds].map((value, index) =>
    two(Math.floor(value) % (index === 0 ? 24 : 60)),
  );
  return {
    Time: time,
    Uptime: `${Math.floor(uptimeSeconds / 86_400)}T${clock.join(':')}`,
    UptimeSec: uptimeSeconds,
    Heap: 27,
    SleepMode: 'Dynamic',
    Sleep: 50,
    LoadAvg: 19,
    MqttCount: 1,
    Wifi: { AP: 1, SSId: 'PLANT', Channel: 1, Mode: '11n', RSSI: 86, Signal: signal, LinkCount: 1, Downtime: '0T00:00:07' },
  };
}
