import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Context } from '@wachter/services/context';
import type { DataFolder } from '../data-folder.ts';

export interface Demo {
  /** 0600, JSON of account → secret; what the simulator logs in with. */
  readonly credentialsFile: string;
  readonly says: string;
}

/** The demo site with its devices approved and their credentials; null when this checkout has none. */
export async function ensureDemo(
  _context: Context,
  where: { readonly root: string; readonly folder: DataFolder },
): Promise<Demo | null> {
  const file = path.join(where.root, 'firmware-sim/sites/rotterdam-1.yaml');
  if (!existsSync(file)) return null;
  return null;
}
