import { type CommitOutcome, FencedOutError, type IngestBatch } from '@wachter/services';
import { isLostRace, storeFailure } from '../connect/failure.ts';
import type { QueryOf, WriterConnection } from '../connect/writer-connection.ts';
import { batchStatements } from './batch-statements.ts';
import { holdFence, insertReadings, notify } from './commit-sql.ts';

const raceAttempts = 4;

const codeOf = (error: unknown): unknown => (typeof error === 'object' && error !== null && 'code' in error ? error.code : null);

const isFencedOut = (error: unknown): boolean => codeOf(error) === 'WF001';

/** Check violation without a constraint of ours: no month of the table takes the row. */
const lacksPartition = (error: unknown): boolean =>
  codeOf(error) === '23514' && error instanceof Error && error.message.includes('no partition of relation');

/** Runs queries under a fence: the lock on the lease row comes first, so a successor waits and an outdated leader stops. */
export async function transactFenced(writer: WriterConnection, fence: bigint, queries: readonly QueryOf[]) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const [held, ...answers] = await writer.transact([{ ...holdFence, values: [fence.toString()] }, ...queries]);
      return { version: Number(held?.[0]?.['version']), answers };
    } catch (error) {
      if (isFencedOut(error)) throw new FencedOutError(`fence ${fence} is not held any more`);
      if (attempt < raceAttempts && isLostRace(error)) continue;
      throw error;
    }
  }
}

/** `IngestStore.commit`. Months that readings need and that nobody made yet are made in between. */
export const commitBatch =
  (writer: WriterConnection, ensureMonths: (instants: readonly number[]) => Promise<void>) =>
  async (batch: IngestBatch): Promise<CommitOutcome> => {
    const queries = [...batchStatements(batch), notify];
    const position = queries.findIndex((query) => query.name === insertReadings.name);
    for (let attempt = 1; ; attempt += 1) {
      try {
        const { version, answers } = await transactFenced(writer, batch.fence, queries);
        return { version, stored: position === -1 ? 0 : Number(answers[position]?.[0]?.['stored']) };
      } catch (error) {
        if (attempt > 1 || !lacksPartition(error)) throw storeFailure(error, 'committing a batch');
        await ensureMonths(batch.readings.map((reading) => reading.observedAt));
      }
    }
  };
