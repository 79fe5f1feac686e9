import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Observation, Reading } from '@wachter/core';
import { quantityById } from '@wachter/core/quantity/index';
import { stateByWire } from '@wachter/core/quantity/state-by-wire';
import { deriveDewPoint } from '@wachter/core/reading/derive';
import { judgeObservation } from '@wachter/core/reading/judge';
import { dialectFor, type Fact } from '@wachter/dialects';
import { readSiteFile } from '@wachter/services/site/read-site-file';
import type { FilePoint } from '@wachter/services/site/site-file';
import { describe, expect, it } from 'vitest';
import { runVirtually, VIRTUAL_START_AT } from '../src/run/virtual-run.ts';
import type { Sent } from '../src/run/virtual-sockets.ts';
import { scenarios } from '../src/scenarios/index.ts';
import { accountsOf } from '../src/site/accounts.ts';
import { devices } from '../src/site/rotterdam-1.ts';
import { siteFile } from '../src/site/site-file.ts';

const folder = path.join(import.meta.dirname, '../sites');
const text = readFileSync(path.join(folder, 'rotterdam-1.yaml'), 'utf8');
const read = readSiteFile(text);
const points = read.ok ? read.value.file.points : [];

/** Hears messages with the dialects of the product, as its ingestor would. */
function createListener() {
  const memories = new Map<string, unknown>();
  return (sent: Sent) => {
    const dialect = dialectFor(sent.topic);
    const memory = memories.get(dialect.id) ?? dialect.start();
    const message = { topic: sent.topic, payload: sent.payload, receivedAt: sent.at, isRetained: false, isDuplicate: false };
    const decoded = dialect.decode(message, memory);
    memories.set(dialect.id, decoded.memory);
    return decoded;
  };
}

interface Heard {
  readonly latest: Map<string, Reading>;
  readonly complaints: string[];
  readonly strangers: Set<string>;
  readonly facts: Fact[];
}

function hear(
  params: { scenario: string; durationSeconds: number; speed: number },
  onReading: (point: FilePoint, value: number) => void,
): Heard {
  const heard: Heard = { latest: new Map(), complaints: [], strangers: new Set(), facts: [] };
  const byChannel = new Map(points.map((point) => [`${point.device} ${point.channel}`, point]));
  const listen = createListener();
  const take = (observation: Observation, at: number) => {
    const point = byChannel.get(`${observation.device} ${observation.channel}`);
    if (point === undefined) return heard.strangers.add(`${observation.device} ${observation.channel}`);
    const judged = judgeObservation(
      observation,
      { id: points.indexOf(point), quantity: point.quantity, sourceUnit: point.unit, staleSeconds: 300 },
      { receivedAt: at, skewMs: null },
    );
    if (judged.kind === 'quarantine') heard.complaints.push(`${point.tag}: ${judged.reason} ${judged.detail}`);
    if (judged.kind !== 'reading') return;
    if (judged.reading.quality.level !== 'good') heard.complaints.push(`${point.tag}: ${judged.reading.quality.reason}`);
    heard.latest.set(point.tag, judged.reading);
    onReading(point, judged.reading.value);
  };
  runVirtually({
    seed: 21,
    ...params,
    sink: (sent) => {
      const { observations, issues, facts } = listen(sent);
      heard.complaints.push(...issues.map((issue) => `${sent.topic}: ${issue.kind} ${issue.detail}`));
      heard.facts.push(...facts);
      for (const observation of observations) take(observation, sent.at);
    },
  });
  return heard;
}

interface Limits {
  readonly low?: { readonly warning?: number; readonly critical?: number };
  readonly high?: { readonly warning?: number; readonly critical?: number };
  readonly bad?: Readonly<Record<string, string>>;
}

/** What the default rules of the point's quantity say of one value, without any delay. */
function alarmsOf(quantityId: string, value: number): readonly string[] {
  const quantity = quantityById(quantityId);
  return (quantity?.defaults ?? []).flatMap(({ type, params }) => {
    const { low, high, bad } = params as Limits;
    if (type === 'limit') {
      const isLow = value <= (low?.warning ?? low?.critical ?? Number.NEGATIVE_INFINITY);
      const isHigh = value >= (high?.warning ?? high?.critical ?? Number.POSITIVE_INFINITY);
      return isLow || isHigh ? [`${quantityId} = ${value}`] : [];
    }
    if (type !== 'state' || quantity === null) return [];
    const words = Object.keys(bad ?? {}).filter((word) => stateByWire(quantity, word) === value);
    return words.map((word) => `${quantityId} = ${word}`);
  });
}

describe('the demo site and the product', { timeout: 60_000 }, () => {
  it('is the file that the generator writes', () => {
    expect(text).toBe(siteFile());
    expect(JSON.parse(readFileSync(path.join(folder, 'rotterdam-1.accounts.json'), 'utf8'))).toEqual(accountsOf(devices));
  });

  it('is read by the importer without a word', () => {
    expect(read.ok ? [] : read.error).toEqual([]);
    expect(points.length).toBeGreaterThan(280);
    expect(read.ok ? read.value.file.devices.length : 0).toBeGreaterThan(55);
  });

  it('is understood by the dialects: every point speaks, and nothing speaks that is no point', () => {
    const heard = hear({ scenario: 'calm', durationSeconds: 150, speed: 1 }, () => undefined);
    expect(heard.complaints).toEqual([]);
    expect([...heard.strangers]).toEqual([]);
    const speaks = (point: (typeof points)[number]) => point.derived === null && !quantityById(point.quantity)?.isOccasional;
    const measured = points.filter(speaks).map(({ tag }) => tag);
    expect(measured.filter((tag) => !heard.latest.has(tag))).toEqual([]);
    expect(new Set(heard.facts.filter(({ kind }) => kind === 'birth').map(({ device }) => device)).size).toBeGreaterThan(50);
  });

  it('is calm: in six hours no value meets a default rule of its quantity', () => {
    const alarms = new Set<string>();
    const heard = hear({ scenario: 'calm', durationSeconds: 360, speed: 60 }, (point, value) => {
      for (const alarm of alarmsOf(point.quantity, value)) alarms.add(`${point.tag}: ${alarm}`);
    });
    expect([...alarms]).toEqual([]);
    for (const point of points) {
      if (point.derived?.kind !== 'dew-point') continue;
      const temperature = heard.latest.get(point.derived.temperature);
      const humidity = heard.latest.get(point.derived.humidity);
      const dew = temperature && humidity ? deriveDewPoint(1, { temperature, humidity }, 300) : null;
      expect([point.tag, dew === null ? ['none'] : alarmsOf('dew-point', dew.value)]).toEqual([point.tag, []]);
    }
  });

  // A flicker of two seconds passes between two samples when the physics are hurried.
  const unseen = ['calm', 'sensor-stuck', 'gateway-lost', 'mains-flicker'];
  it.each(scenarios.filter(({ name }) => !unseen.includes(name)).map(({ name }) => name))(
    '%s meets default rules of the product',
    (name) => {
      const alarms = new Set<string>();
      hear({ scenario: name, durationSeconds: 360, speed: 5 }, (point, value) => {
        if (alarmsOf(point.quantity, value).length > 0) alarms.add(point.tag);
      });
      const promised =
        scenarios.find((one) => one.name === name)?.expects.flatMap((one) => ('tag' in one ? [one.tag] : [])) ?? [];
      expect(promised.some((tag) => alarms.has(tag))).toBe(true);
    },
  );

  it('tells the death of its gateway, and fills the hole from the memory of the gateway without calling it live', () => {
    const listen = createListener();
    const deaths = new Set<string>();
    let historical = 0;
    let live = 0;
    runVirtually({
      seed: 4,
      scenario: 'gateway-lost',
      durationSeconds: 400,
      sink: (sent) => {
        const { facts, observations, issues } = listen(sent);
        expect(issues).toEqual([]);
        for (const fact of facts) if (fact.kind === 'death') deaths.add(fact.device);
        if (!sent.topic.startsWith('spBv1.0/')) return;
        historical += observations.filter((one) => one.historical).length;
        live += observations.filter((one) => !one.historical).length;
      },
    });
    expect([...deaths]).toContain('sparkplug-b/rotterdam-1/power');
    expect(historical).toBeGreaterThan(1000);
    expect(live).toBeGreaterThan(1000);
  });

  it('tells when one device behind a gateway falls silent and when it is heard again', () => {
    const listen = createListener();
    const told: string[] = [];
    runVirtually({
      seed: 4,
      durationSeconds: 120,
      sink: (sent) => {
        for (const fact of listen(sent).facts) {
          if (fact.kind === 'online' && /genset-2|corridor-leak/.test(fact.device)) told.push(`${fact.device} ${fact.isOnline}`);
        }
      },
      watch: (_, now, simulation) => {
        if (now < VIRTUAL_START_AT + 30_000 || simulation.state().faults.length > 0 || told.length > 2) return;
        for (const device of ['sparkplug-b/rotterdam-1/power/genset-2', 'zigbee2mqtt/corridor-leak']) {
          simulation.beginFault({ device, fault: 'drop-out', seconds: 30 }, now);
        }
      },
    });
    for (const device of ['sparkplug-b/rotterdam-1/power/genset-2', 'zigbee2mqtt/corridor-leak']) {
      expect(told.filter((line) => line.startsWith(device))).toEqual([`${device} true`, `${device} false`, `${device} true`]);
    }
  });
});
