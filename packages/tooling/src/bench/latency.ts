import pg from 'pg';
import { type Bench, whole } from './bench.ts';
import { startBroker } from './broker.ts';
import { cpuOf, spentEach } from './cpu-of.ts';
import { startDashboard } from './dashboard.ts';
import { withClient } from './database.ts';
import { openEventStream } from './event-stream.ts';
import { startIngestor } from './ingestor.ts';
import { startLoad } from './load.ts';
import { median, percentile, residentMb, sleep, waitUntil } from './measure.ts';
import { type Shot, startProbe } from './probe.ts';
import { probes, siteSql } from './site.ts';

const settleSeconds = 4;
const mostMs = 10_000;

/** Delays of one round, in milliseconds. */
interface Delays {
  readonly visible: number[];
  readonly alarms: number[];
}

/** Most that an alarm may take to a screen, p99, for the rates that have such a target. */
const mostMsAt: ReadonlyMap<number, number> = new Map([
  [0, 25],
  [2_000, 50],
  [5_000, 50],
]);

/** Part c: how long a value takes to the database, and an alarm to a screen, idle and while messages come in. */
export async function measureDelays(bench: Bench): Promise<void> {
  for (const rate of bench.options.sizes.latencyRates) await measureDelaysAt(bench, rate);
}

async function measureDelaysAt(bench: Bench, messagesPerSecond: number): Promise<void> {
  const { scratch, server, options, say, report } = bench;
  const mark = scratch.mark();
  const databaseUrl = await server.database('bench_c', { name: 'bench_site', sql: siteSql });
  const dashboard = await startDashboard(scratch, { part: 'c', databaseUrl, say });
  const broker = await startBroker(scratch, { kind: bench.brokerKind, databaseUrl });
  const ingestor = await startIngestor(scratch, { broker, databaseUrl, profile: options.profile });
  const waiting = { rows: new Map<string, number>(), alarms: new Map<string, number>() };
  let delays: Delays = { visible: [], alarms: [] };
  const pointIds = await probePoints(databaseUrl);
  const watch = await watchRows(databaseUrl, { waiting: waiting.rows, seen: (ms) => delays.visible.push(ms) });
  scratch.atEnd(watch.close);
  if (dashboard) {
    const stream = await openEventStream(dashboard, ({ alarms = [] }) => {
      for (const { pointId, activatedAt } of alarms)
        settle(waiting.alarms, keyOf(pointId ?? 0, activatedAt), (ms) => delays.alarms.push(ms));
    });
    scratch.atEnd(stream.close);
  }
  const sent = ({ channel, at, sentAt, isAlarm }: Shot) => {
    const key = keyOf(pointIds.get(channel) ?? 0, at);
    waiting.rows.set(key, sentAt);
    if (isAlarm && dashboard) waiting.alarms.set(key, sentAt);
    watch.look();
  };
  const rounds: Delays[] = [];
  const seconds = settleSeconds + (options.sizes.latencySeconds + 1) * options.sizes.rounds + settleSeconds;
  const load =
    messagesPerSecond === 0
      ? null
      : startLoad(scratch, broker, { messages: messagesPerSecond * seconds, values: 1, messagesPerSecond });
  const probe = await startProbe(broker, sent);
  scratch.atEnd(probe.stop);
  await sleep(settleSeconds * 1_000);
  for (let round = 1; round <= options.sizes.rounds; round++) {
    waiting.rows.clear();
    waiting.alarms.clear();
    delays = { visible: [], alarms: [] };
    const before = await ingestor.totals();
    const cpuBefore = await withClient(databaseUrl, (client) => cpuOf(client, broker, ingestor));
    await sleep(options.sizes.latencySeconds * 1_000);
    const after = await ingestor.totals();
    const commits = after.commits - before.commits;
    const cpu = await withClient(databaseUrl, (client) => cpuOf(client, broker, ingestor));
    say(
      `    ${Math.round(commits / options.sizes.latencySeconds)} transactions/s, ${((after.messages - before.messages) / commits).toFixed(1)} messages each; µs of CPU a transaction: ${spentEach(cpuBefore, cpu, commits)}`,
    );
    const late = [...waiting.rows.values(), ...waiting.alarms.values()].filter((sentAt) => performance.now() - sentAt > mostMs);
    if (late.length > 0) throw new Error(`${late.length} values or alarms had not arrived after ${mostMs / 1000} s`);
    rounds.push(delays);
    say(
      `  c ${round}: row visible ${spread(delays.visible)}${dashboard ? `; alarm at the client ${spread(delays.alarms)}` : ''}`,
    );
  }
  probe.stop();
  if (load !== null) {
    const { taken, seconds: tookSeconds } = await load.result;
    say(`    the broker took ${Math.round(taken / tookSeconds)} messages/s`);
    await waitUntil('the last messages to be stored', async () => (await ingestor.totals()).messages >= taken);
  }
  const memory = residentMb(ingestor.pid);
  if (memory) bench.memory.push({ part: 'c', ...memory });
  reportDelays(report, rounds, { messagesPerSecond, hasDashboard: dashboard !== null });
  await scratch.undo(mark);
  await server.drop(databaseUrl);
}

function reportDelays(
  report: Bench['report'],
  rounds: readonly Delays[],
  { messagesPerSecond, hasDashboard }: { readonly messagesPerSecond: number; readonly hasDashboard: boolean },
): void {
  const of = (key: keyof Delays, share: number) => median(rounds.map((round) => percentile(round[key], share)));
  const under = messagesPerSecond === 0 ? 'idle' : `at ${whole(messagesPerSecond)} messages/s`;
  report({
    part: 'c',
    figure: `publish → row visible ${under}: p99 (p50 ${of('visible', 0.5).toFixed(1)} ms)`,
    measured: `${of('visible', 0.99).toFixed(1)} ms`,
    target: null,
    isReached: null,
  });
  if (!hasDashboard) return;
  const p99 = of('alarms', 0.99);
  const most = mostMsAt.get(messagesPerSecond);
  report({
    part: 'c',
    figure: `publish → alarm at an SSE client ${under}: p99 (p50 ${of('alarms', 0.5).toFixed(1)} ms; ${(p99 / of('visible', 0.99)).toFixed(1)} × the row)`,
    measured: `${p99.toFixed(1)} ms`,
    target: most === undefined ? null : `≤ ${most} ms`,
    isReached: most === undefined ? null : p99 <= most,
  });
}

const spread = (values: readonly number[]): string =>
  `p50 ${percentile(values, 0.5).toFixed(1)}, p99 ${percentile(values, 0.99).toFixed(1)} ms (${values.length})`;

const keyOf = (pointId: number, at: number): string => `${pointId} ${at}`;

function settle(waiting: Map<string, number>, key: string, seen: (ms: number) => void): void {
  const sentAt = waiting.get(key);
  if (sentAt === undefined) return;
  waiting.delete(key);
  seen(performance.now() - sentAt);
}

/** Key of each channel of the probe. */
const probePoints = (databaseUrl: string): Promise<ReadonlyMap<number, number>> =>
  withClient(databaseUrl, async (client) => {
    const { rows } = await client.query<{ id: number; channel: string }>('SELECT id, channel FROM point WHERE device_id = $1', [
      probes.device,
    ]);
    return new Map(rows.map(({ id, channel }) => [Number(channel.slice(1)), id]));
  });

const whichAreThere = `SELECT r.point_id AS "pointId", (extract(epoch FROM r.observed_at) * 1000)::float8 AS at
  FROM unnest($1::int4[], $2::timestamptz[]) AS w(point_id, observed_at) JOIN reading r USING (point_id, observed_at)`;

/** Asks for the rows that are waited for after each commit that the database tells of, as a reader of the product would. */
async function watchRows(
  databaseUrl: string,
  { waiting, seen }: { readonly waiting: Map<string, number>; readonly seen: (ms: number) => void },
) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  let isAsking = false;
  let isToldAgain = false;
  const ask = async () => {
    const wanted = [...waiting.keys()].map((key) => key.split(' ').map(Number));
    const values = [wanted.map(([pointId]) => pointId), wanted.map(([, at]) => new Date(at ?? 0))];
    const { rows } = await client.query<{ pointId: number; at: number }>({ name: 'there', text: whichAreThere, values });
    for (const { pointId, at } of rows) settle(waiting, keyOf(pointId, Math.round(at)), seen);
  };
  const look = async () => {
    isToldAgain = true;
    if (isAsking) return;
    isAsking = true;
    while (isToldAgain && waiting.size > 0) {
      isToldAgain = false;
      await ask();
    }
    isAsking = false;
  };
  client.on('notification', () => void look());
  await client.query('LISTEN wachter_live');
  return { look: () => void look(), close: () => client.end() };
}
