import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import type { Prisma, PrismaClient } from '../generated/client.ts';
import { isDriverError, isLostRace, storeFailure } from './failure.ts';
import { abandonedAfterMs } from './open-pool.ts';

export type Transaction = Prisma.TransactionClient;

/** The ORM over the same pool; loaded when first used, because the ingest path never needs it. */
export interface Orm {
  readonly read: <T>(doing: string, work: (client: Transaction) => Promise<T>) => Promise<T>;
  /** One transaction; a lost race runs `work` again from the start. */
  readonly transaction: <T>(doing: string, work: (tx: Transaction) => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
}

const attempts = 4;

export function openOrm(pool: pg.Pool): Orm {
  let loading: Promise<PrismaClient> | null = null;
  const load = () => {
    loading ??= import('../generated/client.ts').then(
      ({ PrismaClient: Client }) =>
        new Client({ adapter: new PrismaPg(pool, { disposeExternalPool: false }), errorFormat: 'minimal' }),
    );
    return loading;
  };
  const guarded = async <T>(doing: string, work: () => Promise<T>): Promise<T> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await work();
      } catch (error) {
        if (attempt < attempts && isLostRace(error)) continue;
        throw isDriverError(error) ? storeFailure(error, doing) : error;
      }
    }
  };
  return {
    read: (doing, work) => guarded(doing, async () => work(await load())),
    transaction: (doing, work) =>
      guarded(doing, async () => (await load()).$transaction(work, { timeout: abandonedAfterMs.change, maxWait: 10_000 })),
    close: async () => (await loading)?.$disconnect(),
  };
}

/** The driver's code of an error that storage threw, looking through the wrapping. */
export const isUniqueViolation = (error: unknown): boolean => {
  const cause = error instanceof Error && error.name === 'StoreFailure' ? error.cause : error;
  return typeof cause === 'object' && cause !== null && 'code' in cause && cause.code === 'P2002';
};
