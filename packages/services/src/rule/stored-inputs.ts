import { freshAt, type Instant, type Point, type StoredInput } from '@wachter/core';
import type { Context } from '../context.ts';

interface Range {
  readonly from: Instant;
  readonly to: Instant;
}

interface Source {
  next: StoredInput | null;
  readonly pull: () => Promise<StoredInput | null>;
}

const pieceSize = 5_000;

/**
 * Stored readings of a point and of the points that its rules name by tag, merged by the time from which their age counts, in pieces:
 * memory holds one piece of each. Tags of points that are gone or not in use give nothing.
 */
export async function* storedInputs(
  context: Pick<Context, 'store'>,
  { point, tags }: { readonly point: Point; readonly tags: readonly string[] },
  { from, to }: Range,
): AsyncGenerator<readonly StoredInput[]> {
  if (tags.length === 0) {
    yield* context.store.history.stream(point.id, from, to);
    return;
  }
  const others = await Promise.all(tags.map((tag) => context.store.site.pointByTag(tag)));
  const sources = [
    rows(context.store.history.stream(point.id, from, to)),
    ...others.flatMap((other) =>
      other?.status === 'active'
        ? [rows(context.store.history.stream(other.id, from, to), { tag: other.tag, staleSeconds: other.staleSeconds })]
        : [],
    ),
  ];
  yield* merged(await Promise.all(sources.map(started)));
}

async function* rows(
  pieces: AsyncIterable<readonly StoredInput[]>,
  other?: NonNullable<StoredInput['other']>,
): AsyncGenerator<StoredInput> {
  for await (const piece of pieces) for (const reading of piece) yield other ? { ...reading, other } : reading;
}

async function started(readings: AsyncGenerator<StoredInput>): Promise<Source> {
  const pull = async () => (await readings.next()).value ?? null;
  return { next: await pull(), pull };
}

async function* merged(sources: readonly Source[]): AsyncGenerator<readonly StoredInput[]> {
  let piece: StoredInput[] = [];
  for (;;) {
    let first: Source | null = null;
    let reading: StoredInput | null = null;
    for (const source of sources) {
      if (source.next === null || (reading !== null && freshAt(source.next) >= freshAt(reading))) continue;
      first = source;
      reading = source.next;
    }
    if (first === null || reading === null) break;
    piece.push(reading);
    first.next = await first.pull();
    if (piece.length < pieceSize) continue;
    yield piece;
    piece = [];
  }
  if (piece.length > 0) yield piece;
}
