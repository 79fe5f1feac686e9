export * from './alarm-store.ts';
export * from './history-store.ts';
export * from './ingest-store.ts';
export * from './live-store.ts';
export * from './people-store.ts';
export * from './quarantine-store.ts';
export * from './site-store.ts';
export * from './store.ts';
