export * from './embedded/embedded-postgres-error.ts';
export { removeEmbeddedPostgres } from './embedded/remove-embedded-postgres.ts';
export * from './embedded/start-embedded-postgres.ts';
export * from './log.ts';
export { openMemoryStore } from './memory/open-memory-store.ts';
export * from './prisma/connect/failure.ts';
export type { StoreOptions } from './prisma/connect/open-pool.ts';
export * from './prisma/migrate.ts';
export { openStore } from './prisma/open-store.ts';
