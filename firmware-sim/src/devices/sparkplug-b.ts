import { decodePayload, encodePayload, type UMetric } from 'sparkplug-payload/lib/sparkplugbpayload.js';
import type { ChannelSpec, Value } from '../site/channel.ts';
import type { Firmware, Publication } from './firmware.ts';
import { createMouth, createRota, type GatewayParams, reportOf } from './gateway.ts';
import type { Probe } from './probe.ts';

/** Samples kept while the line is down; sent as historical after the next birth. */
const KEPT_SAMPLES = 600;

interface Kept {
  readonly probe: Probe;
  readonly at: number;
  readonly values: Readonly<Record<string, Value>>;
}

const isHere = (value: Value | undefined): value is number | boolean | string => value !== null && value !== undefined;

const typed = (value: number | boolean | string) =>
  typeof value === 'number'
    ? ({ type: 'Double', value } as const)
    : typeof value === 'boolean'
      ? ({ type: 'Boolean', value } as const)
      : ({ type: 'String', value } as const);

/** An edge node of Sparkplug B 3.0 with devices: births with names and aliases, data by alias, deaths, rebirth on command. */
export function createSparkplug(params: GatewayParams): Firmware {
  const node = params.probes.find((probe) => probe.spec.parent === null);
  if (node === undefined) throw new Error('A Sparkplug account without its edge node');
  const [, group = '', edge = ''] = node.spec.id.split('/');
  const mouth = createMouth();
  const rota = createRota(params);
  const aliases = aliasesOf(params.probes);
  const clock = params.clock(node.spec.id);
  let seq = 0;
  let bdSeq = -1;
  let kept: Kept[] = [];

  const topic = (kind: string, probe?: Probe) =>
    `spBv1.0/${group}/${kind}/${edge}${probe === undefined || probe === node ? '' : `/${probe.spec.id.split('/')[3]}`}`;

  const say = (kind: string, probe: Probe, message: { readonly at: number; readonly metrics: UMetric[] }) => {
    mouth.say({
      topic: topic(kind, probe),
      payload: encodePayload({ timestamp: message.at, metrics: message.metrics, seq }),
      qos: 0,
      retain: false,
    });
    seq = (seq + 1) % 256;
  };

  const metricOf = (probe: Probe, channel: ChannelSpec, value: Value): Omit<UMetric, 'name'> =>
    isHere(value)
      ? { alias: aliases.get(`${probe.spec.id} ${channel.channel}`) ?? 0, ...typed(value) }
      : { alias: aliases.get(`${probe.spec.id} ${channel.channel}`) ?? 0, type: 'Double', value: null, isNull: true };

  const metricsOf = (sample: Kept, isBirth: boolean): UMetric[] =>
    sample.probe.spec.channels.map((channel) => ({
      ...metricOf(sample.probe, channel, sample.values[channel.channel] ?? null),
      timestamp: sample.at,
      ...(isBirth ? named(channel) : {}),
    }));

  const sampleOf = (probe: Probe, now: number): Kept => ({ probe, at: clock(now), values: probe.sample(now).values });

  const birthOf = (probe: Probe, now: number) =>
    say('DBIRTH', probe, { at: clock(now), metrics: metricsOf(sampleOf(probe, now), true) });

  const birth = (now: number) => {
    seq = 0;
    const at = clock(now);
    say('NBIRTH', node, {
      at,
      metrics: [
        { name: 'bdSeq', timestamp: at, type: 'Int64', value: bdSeq },
        { name: 'Node Control/Rebirth', timestamp: at, type: 'Boolean', value: false },
        { name: 'Properties/Hardware Make', timestamp: at, type: 'String', value: node.spec.model },
        ...metricsOf(sampleOf(node, now), true),
      ],
    });
    for (const probe of params.probes.filter((one) => one !== node && !rota.isGone(one))) birthOf(probe, now);
  };

  const sendKept = () => {
    for (const sample of kept) {
      const metrics = metricsOf(sample, false).map((metric) => ({ ...metric, isHistorical: true }));
      say(sample.probe === node ? 'NDATA' : 'DDATA', sample.probe, { at: sample.at, metrics });
    }
    kept = [];
  };

  const death = (now: number): Publication => {
    const at = clock(now);
    const metrics: UMetric[] = [{ name: 'bdSeq', timestamp: at, type: 'Int64', value: bdSeq }];
    return { topic: topic('NDEATH'), payload: encodePayload({ timestamp: at, metrics }), qos: 1, retain: false };
  };

  return {
    account: params.account,
    devices: params.probes.map((probe) => probe.spec.id),
    onLine: [node.spec.id],
    subscriptions: [topic('NCMD')],
    will: (now) => {
      bdSeq = (bdSeq + 1) % 256;
      return death(now);
    },
    tick: (now) =>
      rota.run(now, {
        speak: (probe) => {
          const sample = sampleOf(probe, now);
          if (mouth.isOpen())
            say(probe === node ? 'NDATA' : 'DDATA', probe, { at: sample.at, metrics: metricsOf(sample, false) });
          else kept = [...kept.slice(-(KEPT_SAMPLES - 1)), sample];
        },
        gone: (probe) => {
          if (probe !== node && mouth.isOpen()) say('DDEATH', probe, { at: clock(now), metrics: [] });
        },
        back: (probe) => {
          if (probe !== node && mouth.isOpen()) birthOf(probe, now);
        },
      }),
    connected: (link, now) => {
      mouth.open(link);
      birth(now);
      sendKept();
    },
    disconnected: mouth.shut,
    received: (message, now) => {
      if (message.topic === topic('NCMD') && asksForBirth(message.payload)) birth(now);
    },
    stop: (now) => mouth.say(death(now)),
    reboot: () => {
      kept = [];
    },
    report: () => ({ ...reportOf(mouth), buffered: kept.length }),
  };
}

const named = (channel: ChannelSpec): Partial<UMetric> => ({
  name: channel.channel,
  ...(channel.unit === undefined ? {} : { properties: { engUnit: { type: 'String', value: channel.unit } } }),
});

/** One number for each metric, unique in the whole edge node. */
function aliasesOf(probes: readonly Probe[]): ReadonlyMap<string, number> {
  const metrics = probes.flatMap((probe) => probe.spec.channels.map((channel) => `${probe.spec.id} ${channel.channel}`));
  return new Map(metrics.map((metric, index) => [metric, index + 1]));
}

function asksForBirth(payload: Uint8Array): boolean {
  try {
    const metrics = decodePayload(payload).metrics ?? [];
    return metrics.some((metric) => metric.name === 'Node Control/Rebirth' && metric.value === true);
  } catch {
    return false;
  }
}
