/**
 * Keys of PostgreSQL's advisory locks, all in one place so that no two of them meet by chance. 72707369 is Prisma's own, for migrations
 * (migrate.ts); 72707371 is held by `next_live_version` and 72707374 by `link_audit` (the migrations).
 */
export const locks = {
  partitions: 72_707_370,
  rollUp: 72_707_372,
  /** Changes of the site model queue for it, so that what a verb looked at is still so when it commits. Readers do not wait. */
  siteModel: 72_707_373,
} as const;
