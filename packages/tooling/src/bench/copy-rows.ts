import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/** Yields COPY text rows of the reading table: `points` points, one row a millisecond each, as psql would send them. */
function* copyText({ rows, points, start }: { rows: number; points: number; start: number }): Generator<string> {
  let piece: string[] = [];
  for (let index = 0; index < rows; index++) {
    const at = new Date(start + Math.floor(index / points) * 10).toISOString();
    piece.push(`${(index % points) + 1_000_001}\t${at}\t${at}\t${20 + (index % 100) / 10}\t0\t\\N\t\\N\n`);
    if (piece.length === 2_000) {
      yield piece.join('');
      piece = [];
    }
  }
  yield piece.join('');
}

/** Rows a second of a plain COPY FROM STDIN into the product's own reading table. The text is made before the clock starts. */
export async function copyRowsPerSecond(
  databaseUrl: string,
  { rows, points }: { rows: number; points: number },
  round: number,
): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const text = [...copyText({ rows, points, start: Date.now() - 3_600_000 * (round + 1) })];
    const began = performance.now();
    await pipeline(
      Readable.from(text),
      client.query(
        copyFrom('COPY reading (point_id, observed_at, received_at, value, quality, original, original_unit) FROM STDIN'),
      ),
    );
    return rows / ((performance.now() - began) / 1000);
  } finally {
    await client.query('DELETE FROM reading WHERE point_id > 1000000');
    await client.end();
  }
}
