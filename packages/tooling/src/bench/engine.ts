import { type Bench, whole } from './bench.ts';
import { type Broker, startBroker } from './broker.ts';
import { withClient } from './database.ts';
import { startIngestor } from './ingestor.ts';
import { startLoad } from './load.ts';
import { median, residentMb, sleep, waitUntil } from './measure.ts';
import { guardedSiteSql, site } from './site.ts';

const readingsPerSecond = 20_000;
const mostShareOfACore = 0.6;
const settleSeconds = 4;

/** What the ingestor spent while the load came in. */
interface Spell {
  readonly readingsPerSecond: number;
  /** CPU seconds for as many readings as come in one second. */
  readonly cpuSeconds: number;
}

/** Part f: what evaluating ten thousand rules costs, in the real ingestor, beside the same load without any rule. */
export async function measureEngine(bench: Bench): Promise<void> {
  const { scratch, server, options, say, report } = bench;
  const mark = scratch.mark();
  const databaseUrl = await server.database('bench_f', { name: 'bench_guarded', sql: guardedSiteSql });
  const broker = await startBroker(scratch, { kind: bench.brokerKind, databaseUrl });
  const rules = await switchRules(databaseUrl, true);
  const rounds: { readonly guarded: Spell; readonly bare: Spell }[] = [];
  for (let round = 1; round <= options.sizes.rounds; round++) {
    await switchRules(databaseUrl, false);
    const bare = await spell(bench, broker, databaseUrl);
    await switchRules(databaseUrl, true);
    const guarded = await spell(bench, broker, databaseUrl);
    rounds.push({ guarded, bare });
    say(
      `  f ${round}: ${whole(guarded.readingsPerSecond)} readings/s, ${guarded.cpuSeconds.toFixed(2)} s of CPU for ${whole(readingsPerSecond)}; without rules ${bare.cpuSeconds.toFixed(2)} s`,
    );
  }
  const of = (key: 'guarded' | 'bare') => median(rounds.map((round) => round[key].cpuSeconds));
  const slowest = Math.min(...rounds.map(({ guarded }) => guarded.readingsPerSecond));
  const isKeptUp = slowest >= readingsPerSecond * 0.95;
  report({
    part: 'f',
    figure: `${whole(rules)} rules at ${whole(readingsPerSecond)} readings/s${isKeptUp ? '' : ` (only ${whole(slowest)}/s came in)`}: CPU of the ingestor, share of one core (without rules ${of('bare').toFixed(2)})`,
    measured: of('guarded').toFixed(2),
    target: `≤ ${mostShareOfACore.toFixed(2)}`,
    isReached: isKeptUp && of('guarded') <= mostShareOfACore,
  });
  await scratch.undo(mark);
  await server.drop(databaseUrl);
}

/** Switches every rule on or off; gives how many there are. */
const switchRules = (databaseUrl: string, isEnabled: boolean): Promise<number> =>
  withClient(databaseUrl, async (client) => {
    const { rowCount } = await client.query('UPDATE rule SET is_enabled = $1', [isEnabled]);
    return rowCount ?? 0;
  });

/** A fresh ingestor under steady load; its own clock and its own counters say what it did. */
async function spell({ scratch, options, memory }: Bench, broker: Broker, databaseUrl: string): Promise<Spell> {
  const mark = scratch.mark();
  const ingestor = await startIngestor(scratch, { broker, databaseUrl, profile: options.profile });
  const seconds = options.sizes.engineSeconds;
  const messagesPerSecond = readingsPerSecond / site.channels;
  const messages = messagesPerSecond * (2 * settleSeconds + seconds);
  const before = (await ingestor.totals()).messages;
  const load = startLoad(scratch, broker, { messages, values: site.channels, messagesPerSecond });
  await waitUntil('the load to begin', async () => (await ingestor.totals()).messages > before);
  await sleep(settleSeconds * 1_000);
  const [from, fromAt] = [await ingestor.totals(), performance.now()];
  await sleep(seconds * 1_000);
  const [to, toAt] = [await ingestor.totals(), performance.now()];
  await load.result;
  await waitUntil('the last messages to be stored', async () => (await ingestor.totals()).messages >= before + messages);
  const resident = residentMb(ingestor.pid);
  if (resident) memory.push({ part: 'f', ...resident });
  await scratch.undo(mark);
  const readings = to.stored - from.stored;
  return {
    readingsPerSecond: readings / ((toAt - fromAt) / 1000),
    cpuSeconds: ((to.cpuSeconds - from.cpuSeconds) / readings) * readingsPerSecond,
  };
}
