import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** Flags of node for a child that ends when we do. It must be spawned with an IPC channel. */
export const onLeash = (): readonly string[] => [
  '--import',
  `${pathToFileURL(path.join(import.meta.dirname, 'leash.mjs')).href}?parent=${process.pid}`,
];
