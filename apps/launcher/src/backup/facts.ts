import type { RestoredFacts } from '@wachter/store/embedded/backup/verify-restore';

/** Figures of a restore for its row: `rows.<table>`, `walFiles`, `newestReadingAt` (milliseconds UTC), and what the look found. */
export const factsOf = ({
  rows,
  walFiles,
  newestReadingAt,
  found,
}: RestoredFacts & { readonly found: Readonly<Record<string, number>> }): Readonly<Record<string, number>> => ({
  ...Object.fromEntries(Object.entries(rows).map(([table, count]) => [`rows.${table}`, count])),
  walFiles,
  ...(newestReadingAt === null ? {} : { newestReadingAt }),
  ...found,
});
