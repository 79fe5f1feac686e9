import path from 'node:path';
import { defineCommand } from '../command.ts';
import { processEnv, root, wholeEnv } from '../env.ts';
import { runAttached } from '../run-attached.ts';
import { readState } from '../state-file.ts';
import { dataFolder, fileNamed } from '../with-database.ts';

/** The dashboard that runs here, when one does. */
function dashboardHere(): Readonly<Record<string, string>> {
  const url = readState(dataFolder(processEnv()))?.dashboardUrl;
  return url ? { WACHTER_WATCHER_DASHBOARD: url } : {};
}

/** Files are sought where the person stands, not in the checkout. */
const fromHere = (words: readonly string[]): readonly string[] =>
  words.map((word, index) => (words[index - 1] === '--config' ? fileNamed(processEnv(), word) : word));

export const watchCommand = defineCommand({
  name: 'watch',
  says: 'Tells people when Wachter is blind: --config FILE, --once for scripts, or --help for all.',
  isPassThrough: true,
  run: (call) =>
    runAttached(['--import', 'tsx', path.join(root, 'apps/watcher/src/main.ts'), ...fromHere(call.words)], {
      cwd: root,
      env: { ...(call.words.includes('--help') ? {} : dashboardHere()), ...wholeEnv() },
    }),
});
