import type pg from 'pg';
import { type Bench, whole } from './bench.ts';
import { type Broker, startBroker } from './broker.ts';
import { script, startChild } from './child.ts';
import { copyReadings } from './copy-rows.ts';
import { cpuOf, spentEach } from './cpu-of.ts';
import { withClient } from './database.ts';
import { type Ingestor, startIngestor } from './ingestor.ts';
import { startLoad } from './load.ts';
import { median, residentMb, waitUntil } from './measure.ts';
import { siteSql } from './site.ts';

const fill = { name: 'bench_site', sql: siteSql };
const warmUpMessages = 6_000;

interface Stage {
  readonly bench: Bench;
  readonly broker: Broker;
  readonly databaseUrl: string;
  readonly ingestor: Ingestor;
}

interface Run {
  readonly messages: number;
  readonly values: number;
}

/** Rates of one round, a second. */
interface Round {
  readonly readings: number;
  readonly messages: number;
  readonly copied: number;
}

/** Part a: single readings, against one Prisma create per message and against COPY. */
export async function measureSingles(bench: Bench): Promise<void> {
  const { sizes } = bench.options;
  await onStage(bench, 'a', async (stage) => {
    const other = await startBroker(bench.scratch, { kind: bench.brokerKind, databaseUrl: stage.databaseUrl });
    const rounds: (Round & { readonly patient: number; readonly hasty: number })[] = [];
    for (let round = 1; round <= sizes.rounds; round++) {
      const measured = await measureRound(stage, { messages: sizes.singles, values: 1 });
      const patient = await perMessageRate(bench, other, { messages: sizes.perMessage, isPatient: true });
      const hasty = await perMessageRate(bench, other, { messages: sizes.perMessage * 3, isPatient: false });
      rounds.push({ ...measured, patient, hasty });
      bench.say(
        `  a ${round}: ${whole(measured.readings)} readings/s; one create per message ${whole(patient)}/s, side by side and acknowledged unstored ${whole(hasty)}/s; COPY ${whole(measured.copied)} rows/s`,
      );
    }
    reportSingles(bench, rounds);
  });
}

function reportSingles(
  { report }: Bench,
  rounds: readonly (Round & { readonly patient: number; readonly hasty: number })[],
): void {
  const ratio = median(rounds.map(({ readings, patient }) => readings / patient));
  const rate = (key: 'readings' | 'patient' | 'hasty' | 'copied') => whole(median(rounds.map((round) => round[key])));
  report({
    part: 'a',
    figure: `single readings at QoS 1, stored before acknowledged, against one Prisma create per message (${rate('readings')}/s : ${rate('patient')}/s)`,
    measured: `${ratio.toFixed(1)} ×`,
    target: '≥ 20 ×',
    isReached: ratio >= 20,
  });
  report({
    part: 'a',
    figure: `the same against ten creates side by side, acknowledged before they are stored (${rate('hasty')}/s)`,
    measured: `${median(rounds.map(({ readings, hasty }) => readings / hasty)).toFixed(1)} ×`,
    target: null,
    isReached: null,
  });
  report({
    part: 'a',
    figure: `the same against COPY into the same schema (${rate('copied')} rows/s)`,
    measured: median(rounds.map(({ readings, copied }) => readings / copied)).toFixed(2),
    target: null,
    isReached: null,
  });
}

/** Part b: twenty values a message, against COPY. */
export async function measureBundles(bench: Bench): Promise<void> {
  const { sizes } = bench.options;
  await onStage(bench, 'b', async (stage) => {
    const rounds: Round[] = [];
    for (let round = 1; round <= sizes.rounds; round++) {
      const measured = await measureRound(stage, { messages: sizes.bundles, values: 20 });
      rounds.push(measured);
      bench.say(
        `  b ${round}: ${whole(measured.readings)} readings/s (${whole(measured.messages)} messages/s); COPY ${whole(measured.copied)} rows/s`,
      );
    }
    const ratio = median(rounds.map(({ readings, copied }) => readings / copied));
    bench.report({
      part: 'b',
      figure: `20 values a message, against COPY into the same schema (${whole(median(rounds.map(({ readings }) => readings)))} : ${whole(median(rounds.map(({ copied }) => copied)))} readings/s)`,
      measured: ratio.toFixed(2),
      target: '≥ 0.40',
      isReached: ratio >= 0.4,
    });
  });
}

/** Broker, database and a warm ingestor for one part, and its memory at the end. */
async function onStage(bench: Bench, part: string, work: (stage: Stage) => Promise<void>): Promise<void> {
  const { scratch, server, options } = bench;
  const mark = scratch.mark();
  const databaseUrl = await server.database(`bench_${part}`, fill);
  const broker = await startBroker(scratch, { kind: bench.brokerKind, databaseUrl });
  const ingestor = await startIngestor(scratch, { broker, databaseUrl, profile: options.profile });
  const stage: Stage = { bench, broker, databaseUrl, ingestor };
  await pour(stage, { messages: warmUpMessages, values: 20 });
  await work(stage);
  const memory = residentMb(ingestor.pid);
  if (memory) bench.memory.push({ part, ...memory });
  await scratch.undo(mark);
  await server.drop(databaseUrl);
}

async function measureRound(stage: Stage, run: Run): Promise<Round> {
  const { server } = stage.bench;
  const rows = run.messages * run.values;
  await server.settle();
  const seconds = await pour(stage, run);
  const url = await server.database('bench_copy', fill);
  await server.settle();
  const copy = await copyReadings(url, rows, run.values);
  const copied = rows / copy.seconds;
  stage.bench.say(`    COPY: ${((copy.cpuSeconds / rows) * 1e6).toFixed(1)} µs of the session's CPU a row`);
  await server.drop(url);
  return { readings: rows / seconds, messages: run.messages / seconds, copied };
}

/** Seconds from the first publish until every reading is stored; the database is asked whether that is true. */
async function pour({ bench, broker, ingestor, databaseUrl }: Stage, { messages, values }: Run): Promise<number> {
  return withClient(databaseUrl, async (client) => {
    const messagesStored = async () =>
      Number((await client.query('SELECT sum(messages) AS sum FROM device_state')).rows[0]?.sum ?? 0);
    const before = await messagesStored();
    const rowsBefore = await countReadings(client);
    const { commits } = await ingestor.totals();
    const cpuBefore = await cpuOf(client, broker, ingestor);
    const load = startLoad(bench.scratch, broker, { messages, values, messagesPerSecond: 0 });
    // Counted by the transaction that stores the readings, in a table of a hundred rows: asking costs next to nothing.
    const areStored = async () => (await messagesStored()) - before >= messages;
    await waitUntil('all readings to be stored', areStored, { everyMs: 20, withinMs: 180_000 });
    const endedAt = Date.now();
    const cpu = await cpuOf(client, broker, ingestor);
    const { startedAt } = await load.result;
    const stored = (await countReadings(client)) - rowsBefore;
    if (stored !== messages * values) throw new Error(`${messages * values} readings were published and ${stored} are stored`);
    const transactions = (await ingestor.totals()).commits - commits;
    bench.say(`    ${whole(transactions)} transactions; µs of CPU a message: ${spentEach(cpuBefore, cpu, messages)}`);
    return (endedAt - startedAt) / 1000;
  });
}

const countReadings = async (client: pg.Client): Promise<number> =>
  Number((await client.query('SELECT count(*) AS count FROM reading')).rows[0]?.count);

async function perMessageRate(
  bench: Bench,
  broker: Broker,
  run: { readonly messages: number; readonly isPatient: boolean },
): Promise<number> {
  const { server, scratch } = bench;
  const databaseUrl = await server.database('bench_per_message', fill);
  await server.settle();
  const order = { databaseUrl, url: broker.url, password: broker.passwordOf('per-message'), ...run };
  const pipeline = startChild(scratch, {
    name: 'per-message pipeline',
    args: [...script('packages/tooling/src/bench/per-message-process.ts'), JSON.stringify(order)],
  });
  await waitUntil('the per-message pipeline to listen', () => pipeline.hasEnded() || pipeline.said().includes('listening'));
  const load = startLoad(scratch, broker, { messages: run.messages, values: 1, messagesPerSecond: 0 });
  const words = await pipeline.result;
  const { storedAt }: { storedAt: number } = JSON.parse(words.trim().split('\n').at(-1) ?? '{}');
  const { startedAt } = await load.result;
  await server.drop(databaseUrl);
  return run.messages / ((storedAt - startedAt) / 1000);
}
