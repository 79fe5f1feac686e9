export * from './actor.ts';
export * from './authorize.ts';
export * from './can.ts';
export * from './policy.ts';
export * from './without-names.ts';
