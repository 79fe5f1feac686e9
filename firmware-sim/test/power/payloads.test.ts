import {
  defaultPowerSettings,
  type EmergencySupply,
  judgeObservation,
  type PowerObservation,
  powerObservationOf,
  recogniseRuns,
} from '@wachter/core';
import { dialectFor } from '@wachter/dialects';
import { describe, expect, it } from 'vitest';
import { runVirtually, VIRTUAL_START_AT } from '../../src/run/virtual-run.ts';
import type { Sent } from '../../src/run/virtual-sockets.ts';
import type { DeviceSpec } from '../../src/site/channel.ts';
import { rotterdamParams } from '../../src/site/plant-params.ts';
import { devices } from '../../src/site/rotterdam-1.ts';

const SECONDS = 420;
const isPower = ({ channels, dialect, id }: DeviceSpec) =>
  dialect === 'nut' ||
  id === 'sparkplug-b/rotterdam-1/power' ||
  channels.some(({ equipment }) => /^(genset|ats)-/.test(equipment ?? ''));
const bySparkplug = devices.filter(isPower);

/** The same controllers as nodes of the native protocol, under the names of domain.md 6.5 in the manner of our nodes. */
const byNative = bySparkplug
  .filter(({ id }) => id !== 'sparkplug-b/rotterdam-1/power')
  .map((device): DeviceSpec => {
    if (device.dialect !== 'sparkplug-b') return device;
    const id = device.id.split('/').at(-1) ?? device.id;
    const channels = device.channels.map((channel) => ({ ...channel, channel: channel.channel.replace('/', '.').toLowerCase() }));
    return { ...device, id, account: id, dialect: 'native', parent: null, channels };
  });

const supply: EmergencySupply = {
  id: 'rotterdam-1',
  mains: ['ats-1'],
  switches: ['ats-1'],
  gensets: Object.entries(rotterdamParams.gensets).map(([id, { ratedKw, tankLitres }]) => ({ id, ratedKw, tankLitres })),
  ups: Object.keys(rotterdamParams.ups),
  settings: defaultPowerSettings,
};

/** Messages as the ingestor of the product would take them, to the observations of emergency power. */
function createListener(specs: readonly DeviceSpec[]) {
  const points = new Map(
    specs.flatMap(({ id, channels }) => channels.map((channel) => [`${id} ${channel.channel}`, channel] as const)),
  );
  const memories = new Map<string, unknown>();
  const observations: PowerObservation[] = [];
  const hear = (sent: Sent) => {
    const dialect = dialectFor(sent.topic);
    const message = { topic: sent.topic, payload: sent.payload, receivedAt: sent.at, isRetained: false, isDuplicate: false };
    const decoded = dialect.decode(message, memories.get(dialect.id) ?? dialect.start());
    memories.set(dialect.id, decoded.memory);
    for (const said of decoded.observations) {
      const point = points.get(`${said.device} ${said.channel}`);
      if (point?.equipment === undefined) continue;
      const judged = judgeObservation(
        said,
        { id: 1, quantity: point.quantity, sourceUnit: point.unit ?? null, staleSeconds: 300 },
        { receivedAt: sent.at, skewMs: null },
      );
      if (judged.kind !== 'reading') continue;
      const { quantity, equipment, channel } = point;
      observations.push(...[powerObservationOf(judged.reading, { quantity, equipment, channel })].filter((one) => one !== null));
    }
  };
  return { hear, observations };
}

describe('a mains failure over the wire', () => {
  it.each([
    ['Sparkplug B and NUT', bySparkplug],
    ['the native protocol and NUT', byNative],
  ])('is recognised from what controllers send by %s', (_, specs) => {
    const { hear, observations } = createListener(specs);
    runVirtually({ seed: 5, scenario: 'mains-failure', durationSeconds: SECONDS, speed: 1, devices: specs, sink: hear });
    const [run, ...more] = recogniseRuns(observations, { supply, windows: [] }, VIRTUAL_START_AT + SECONDS * 1000);
    expect(more).toEqual([]);
    expect(run).toMatchObject({ kind: 'outage', faults: [], endedAt: null });
    for (const set of run?.sets ?? []) {
      expect(set.course.marks.map(({ phase }) => phase)).toEqual(['cranking', 'run-up', 'rated', 'on-load']);
      expect(set.tally.minutes.length).toBeGreaterThan(5);
      expect(set.tally.lowestCrankVolts).toBeLessThan(23);
    }
    expect(run?.ups.map(({ course }) => course.marks.map(({ phase }) => phase))).toEqual([
      ['battery', 'line'],
      ['battery', 'line'],
    ]);
  });
});
