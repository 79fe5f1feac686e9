import type { Bench } from './bench.ts';
import { type Dashboard, startDashboard } from './dashboard.ts';
import { openEventStream } from './event-stream.ts';
import { median, percentile } from './measure.ts';
import { raiseAlarms } from './raise-alarms.ts';
import { type Scrolling, scrollAlarms } from './scroll.ts';
import { signIn } from './sign-in.ts';
import { guardedSiteSql } from './site.ts';

const few = 10;
const many = 5_000;

/** Milliseconds until the page was there to its last byte, and until a new listener had the whole present. */
interface Answers {
  readonly page: readonly number[];
  readonly snapshot: readonly number[];
  readonly pageKb: number;
}

/** Part g: how long the page of alarms and the live present take with five thousand active alarms, beside ten. */
export async function measureAlarmsPage(bench: Bench): Promise<void> {
  const { scratch, server, say, report } = bench;
  const mark = scratch.mark();
  const databaseUrl = await server.database('bench_g', { name: 'bench_guarded', sql: guardedSiteSql });
  const dashboard = await startDashboard(scratch, { part: 'g', databaseUrl, say });
  if (dashboard === null) return;
  const cookie = await signIn(dashboard, databaseUrl);
  await raiseAlarms(databaseUrl, { from: 0, to: few });
  const calm = await measureRounds(bench, { dashboard, cookie, alarms: few });
  await raiseAlarms(databaseUrl, { from: few, to: many });
  const full = await measureRounds(bench, { dashboard, cookie, alarms: many });
  for (const [key, what] of [
    ['page', 'alarms page answered'],
    ['snapshot', 'present at a new listener'],
  ] as const) {
    const of = (rounds: readonly Answers[], share: number) => median(rounds.map((round) => percentile(round[key], share)));
    const p99 = of(full, 0.99);
    report({
      part: 'g',
      figure: `${what}, ${many.toLocaleString('en-US')} active alarms: p99 (p50 ${of(full, 0.5).toFixed(0)} ms = ${(of(full, 0.5) / of(calm, 0.5)).toFixed(1)} × that with ${few})`,
      measured: `${p99.toFixed(0)} ms`,
      target: '≤ 300 ms',
      isReached: p99 <= 300,
    });
  }
  reportScrolling(bench, await scrollAlarms({ url: dashboard.url, cookie, alarms: many, say }));
  await scratch.undo(mark);
  await server.drop(databaseUrl);
}

async function measureRounds(
  { options, say }: Bench,
  asked: { readonly dashboard: Dashboard; readonly cookie: string; readonly alarms: number },
): Promise<readonly Answers[]> {
  await answers(asked, 5);
  const rounds: Answers[] = [];
  for (let round = 1; round <= options.sizes.rounds; round++) {
    const got = await answers(asked, options.sizes.pages);
    rounds.push(got);
    const spread = (values: readonly number[]) =>
      `p50 ${percentile(values, 0.5).toFixed(0)}, p99 ${percentile(values, 0.99).toFixed(0)} ms`;
    say(
      `  g ${round}: ${asked.alarms} alarms: page ${spread(got.page)} (${got.pageKb.toFixed(0)} kB); present ${spread(got.snapshot)}`,
    );
  }
  return rounds;
}

/** One listener stays, as on a site somebody looks at. */
async function answers(
  { dashboard, cookie, alarms }: { readonly dashboard: Dashboard; readonly cookie: string; readonly alarms: number },
  count: number,
): Promise<Answers> {
  const page: number[] = [];
  const snapshot: number[] = [];
  let bytes = 0;
  const stays = await openEventStream(dashboard, () => undefined);
  try {
    for (let n = 0; n < count; n++) {
      const asked = performance.now();
      const answer = await fetch(`${dashboard.url}/alarms`, { headers: { cookie } });
      bytes = (await answer.arrayBuffer()).byteLength;
      page.push(performance.now() - asked);
      if (answer.status !== 200) throw new Error(`the page of alarms answered ${answer.status}`);
      const listened = performance.now();
      const stream = await openEventStream(dashboard, () => undefined);
      snapshot.push(performance.now() - listened);
      stream.close();
      if (stream.alarms < alarms) throw new Error(`the present has ${stream.alarms} of ${alarms} alarms`);
    }
  } finally {
    stays.close();
  }
  return { page, snapshot, pageKb: bytes / 1_000 };
}

function reportScrolling({ report }: Bench, scrolling: Scrolling | null): void {
  if (scrolling === null) return;
  const { readyMs, frames, longestTaskMs } = scrolling;
  const p99 = percentile(frames, 0.99);
  report({
    part: 'g',
    figure: `flicking through ${many.toLocaleString('en-US')} alarms in a browser without a graphics card: frame p99 (p50 ${percentile(frames, 0.5).toFixed(0)} ms; longest task ${longestTaskMs.toFixed(0)} ms; first lines ${readyMs.toFixed(0)} ms after the address)`,
    measured: `${p99.toFixed(0)} ms`,
    target: null,
    isReached: null,
  });
}
