export * from './account-rights.ts';
export * from './may.ts';
export * from './render-acl-file.ts';
export * from './render-mosquitto-config.ts';
export * from './render-password-file.ts';
export * from './secret.ts';
export * from './topic-filter.ts';
export * from './user-name.ts';
