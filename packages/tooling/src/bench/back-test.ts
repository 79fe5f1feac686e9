import { randomBytes } from 'node:crypto';
import type { Context } from '@wachter/services';
import { makeNewId } from '@wachter/services';
import { backTestRule } from '@wachter/services/rule/back-test';
import { openStore, silentLog } from '@wachter/store';
import { createSeal, nodeCrypto } from '@wachter/store/node-crypto';
import { type Bench, whole } from './bench.ts';
import { withClient } from './database.ts';
import { median } from './measure.ts';
import { siteSql } from './site.ts';

const dayMs = 86_400_000;
const days = 90;
const intervalSeconds = 10;
const mostSeconds = 3;

/** Part h: a draft beside the present rule over ninety days of one point, through the verb that the page calls. */
export async function measureBackTest(bench: Bench): Promise<void> {
  const { scratch, server, options, say, report } = bench;
  const mark = scratch.mark();
  const url = await server.database('bench_h', { name: 'bench_site', sql: siteSql });
  const to = Math.floor(Date.now() / 1000) * 1000;
  const asked = { from: to - days * dayMs, to };
  const { pointId, ruleId, readings } = await fillPoint(url, asked);
  const store = openStore({ url, applicationName: 'wachter-bench', poolSize: 2, statementTimeoutMs: 60_000, log: silentLog });
  scratch.atEnd(() => store.close());
  const context = contextOf(store);
  const draft = { type: 'limit', params: { high: { warning: 24, critical: 24.8 }, hysteresis: 0.2, dwellSeconds: 60 } };
  const run = async () => {
    const [began, cpu] = [performance.now(), process.cpuUsage()];
    const told = await backTestRule(context, { pointId, ruleId, draft, ...asked });
    const { user, system } = process.cpuUsage(cpu);
    if (!told.ok || told.value.readings < readings || told.value.draft.count === 0)
      throw new Error('the back-test saw too little');
    return { tested: (performance.now() - began) / 1000, cpu: (user + system) / 1e6 };
  };
  const read = async () => {
    const began = performance.now();
    let count = 0;
    for await (const piece of store.history.stream(pointId, asked.from, asked.to)) count += piece.length;
    if (count < readings) throw new Error(`only ${count} readings were read`);
    return (performance.now() - began) / 1000;
  };
  const rounds: { readonly tested: number; readonly cpu: number; readonly bare: number }[] = [];
  for (let round = 0; round <= options.sizes.rounds; round++) {
    const measured = { bare: await read(), ...(await run()) };
    // The first finds nothing in memory and nothing compiled; it is told, not counted.
    if (round > 0) rounds.push(measured);
    say(
      `  h ${round === 0 ? 'first' : round}: ${measured.tested.toFixed(2)} s, ${measured.cpu.toFixed(2)} s of CPU, reading alone ${measured.bare.toFixed(2)} s`,
    );
  }
  const of = (key: 'tested' | 'cpu' | 'bare') => median(rounds.map((one) => one[key]));
  report({
    part: 'h',
    figure: `back-test of ${days} days of one point, draft beside rule, ${whole(readings)} readings (${of('cpu').toFixed(2)} s of CPU; reading them alone ${of('bare').toFixed(2)} s)`,
    measured: `${of('tested').toFixed(2)} s`,
    target: `≤ ${mostSeconds} s`,
    isReached: of('tested') <= mostSeconds,
  });
  await scratch.undo(mark);
  await server.drop(url);
}

/** One point with a value every ten seconds that swings over its limit now and then, and the rule of it that is laid beside. */
async function fillPoint(url: string, { from, to }: { readonly from: number; readonly to: number }) {
  const store = openStore({ url, applicationName: 'wachter-bench', poolSize: 1, statementTimeoutMs: 60_000, log: silentLog });
  await store.maintenance.ensurePartitions(from, to);
  await store.close();
  return withClient(url, async (client) => {
    const found = await client.query<{ pointId: number; ruleId: string }>(
      `SELECT r.point_id AS "pointId", r.id AS "ruleId" FROM rule r JOIN point p ON p.id = r.point_id
       WHERE r.type = 'limit' AND p.device_id LIKE 'load-%' ORDER BY r.point_id LIMIT 1`,
    );
    const [row] = found.rows;
    if (!row) throw new Error('no point with a limit');
    const { rowCount } = await client.query(
      `INSERT INTO reading (point_id, observed_at, received_at, value, quality)
       SELECT $1, at, at + interval '40 ms', round((22 + 3 * sin(extract(epoch FROM at) / 7200) + random() * 0.2)::numeric, 2), 0
       FROM generate_series($2::timestamptz, $3::timestamptz - interval '1 s', interval '${intervalSeconds} s') at`,
      [row.pointId, new Date(from), new Date(to)],
    );
    await client.query('VACUUM (ANALYZE) reading');
    return { ...row, readings: rowCount ?? 0 };
  });
}

const contextOf = (store: Context['store']): Context => ({
  store,
  now: Date.now,
  newId: makeNewId(Date.now, nodeCrypto.randomBytes),
  crypto: nodeCrypto,
  channels: new Map(),
  seal: createSeal(randomBytes(32).toString('hex')),
  hashPassword: () => Promise.reject(new Error('no passwords here')),
  actor: { kind: 'user', id: 'bench', name: 'bench', role: 'administrator' },
  source: 'bench',
});
