import { type CommitOutcome, FencedOutError, type IngestBatch } from '@wachter/services';
import { isLostRace, storeFailure } from '../connect/failure.ts';
import type { QueryOf, WriterConnection } from '../connect/writer-connection.ts';
import { batchStatements } from './batch-statements.ts';
import { holdFence, holdFenceAndTell, type Statement } from './commit-sql.ts';
import { type Manner, readingStatements } from './reading-statements.ts';

const raceAttempts = 4;

const codeOf = (error: unknown): unknown => (typeof error === 'object' && error !== null && 'code' in error ? error.code : null);

const isFencedOut = (error: unknown): boolean => codeOf(error) === 'WF001';

/** Check violation without a constraint of ours: no month of the table takes the row. */
const lacksPartition = (error: unknown): boolean =>
  codeOf(error) === '23514' && error instanceof Error && error.message.includes('no partition of relation');

/** Runs queries under a fence: the lock on the lease row comes first, so a successor waits and an outdated leader stops. */
export async function transactFenced(
  writer: WriterConnection,
  fence: bigint,
  { queries, hold = holdFence }: { readonly queries: readonly QueryOf[]; readonly hold?: Statement },
) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const [held, ...answers] = await writer.transact([{ ...hold, values: [fence.toString()] }, ...queries]);
      return { version: Number(held?.[0]?.['version']), answers };
    } catch (error) {
      if (isFencedOut(error)) throw new FencedOutError(`fence ${fence} is not held any more`);
      if (attempt < raceAttempts && isLostRace(error)) continue;
      throw error;
    }
  }
}

/** A reading that was to be appended is stored already. */
const isStoredAlready = (error: unknown): boolean =>
  codeOf(error) === '23505' &&
  typeof error === 'object' &&
  error !== null &&
  'table' in error &&
  typeof error.table === 'string' &&
  /^reading(_\d{4}_\d{2})?$/.test(error.table);

/** Where one reading comes again, more do: after a lost line, or while a device repeats itself. */
const carefulCommits = 100;

/**
 * `IngestStore.commit`. Readings are taken to be new until one is not: then the batch is stored again, skipping what is there, and so
 * are those after it. Months that readings need and that nobody made yet are made in between.
 */
export function commitBatch(
  writer: WriterConnection,
  ensureMonths: (instants: readonly number[]) => Promise<void>,
): (batch: IngestBatch) => Promise<CommitOutcome> {
  let careful = 0;
  return async (batch) => {
    const rest = batchStatements(batch);
    let hasMonths = false;
    for (;;) {
      const manner: Manner = careful > 0 && batch.readings.length > 0 ? 'careful' : 'append';
      const queries = [...readingStatements(batch.readings, manner), ...rest];
      try {
        const { version, answers } = await transactFenced(writer, batch.fence, { queries, hold: holdFenceAndTell });
        if (manner === 'append') return { version, stored: batch.readings.length };
        careful -= 1;
        return { version, stored: Number(answers[0]?.[0]?.['stored']) };
      } catch (error) {
        if (manner === 'append' && isStoredAlready(error)) {
          careful = carefulCommits;
        } else if (!hasMonths && lacksPartition(error)) {
          hasMonths = true;
          await ensureMonths(batch.readings.map((reading) => reading.observedAt));
        } else throw storeFailure(error, 'committing a batch');
      }
    }
  };
}
