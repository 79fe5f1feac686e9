import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import { withClient } from './database.ts';
import { cpuSeconds } from './measure.ts';

const pieceRows = 2_000;

/** COPY text of the reading table as psql would send it: the points in turn, a value of each every `everyMs`. */
function copyText(rows: number, points: readonly number[], everyMs: number): readonly string[] {
  const pieces: string[] = [];
  const start = Date.now() - Math.ceil(rows / points.length) * everyMs;
  let lines: string[] = [];
  for (let index = 0; index < rows; index++) {
    const at = new Date(start + Math.floor(index / points.length) * everyMs).toISOString();
    lines.push(`${points[index % points.length]}\t${at}\t${at}\t${20 + (index % 500) / 100}\t0\t\\N\t\\N\n`);
    if (lines.length === pieceRows) pieces.push(lines.splice(0).join(''));
  }
  lines = [...lines, ''];
  return [...pieces, lines.join('')];
}

/** Seconds of the wall clock, and of the session's CPU, of one plain `COPY reading FROM STDIN` into the product's own table. The text is made before the clock starts. */
export async function copyReadings(
  databaseUrl: string,
  rows: number,
  values: number,
): Promise<{ readonly seconds: number; readonly cpuSeconds: number }> {
  return withClient(databaseUrl, async (client) => {
    const found = await client.query<{ id: number }>(
      `SELECT id FROM point WHERE device_id LIKE 'load-%' AND substr(channel, 2)::int < $1 ORDER BY id`,
      [values],
    );
    const text = copyText(
      rows,
      found.rows.map(({ id }) => id),
      10,
    );
    const session = Number((await client.query('SELECT pg_backend_pid() AS pid')).rows[0]?.pid);
    const cpuBefore = cpuSeconds(session);
    const began = performance.now();
    await pipeline(
      Readable.from(text),
      client.query(
        copyFrom('COPY reading (point_id, observed_at, received_at, value, quality, original, original_unit) FROM STDIN'),
      ),
    );
    return { seconds: (performance.now() - began) / 1000, cpuSeconds: cpuSeconds(session) - cpuBefore };
  });
}
