import { readFileSync } from 'node:fs';
import { UsageError } from '../options.ts';
import type { DeviceSpec } from '../site/channel.ts';

const DEVICE_ID = /^\s*(?:-\s*)?(?:\{\s*)?id:\s*["']?([A-Za-z0-9/_ -]+?)["']?\s*(?:,|\}|$)/;

/** The devices of the demo site that a site file lists. The file is read line by line for `id:`, in flow or block style. */
export function selectDevices(all: readonly DeviceSpec[], siteFile: string | undefined): readonly DeviceSpec[] {
  if (siteFile === undefined) return all;
  let text: string;
  try {
    text = readFileSync(siteFile, 'utf8');
  } catch {
    throw new UsageError(`${siteFile} cannot be read. Name the site file with --site.`);
  }
  const listed = new Set(text.split('\n').flatMap((line) => DEVICE_ID.exec(line)?.[1] ?? []));
  const chosen = all.filter((device) => listed.has(device.id));
  if (chosen.length === 0) throw new UsageError(`${siteFile} lists none of the devices this simulator knows.`);
  return chosen;
}
