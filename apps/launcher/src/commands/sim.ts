import { existsSync } from 'node:fs';
import path from 'node:path';
import { defineCommand } from '../command.ts';
import { processEnv, root, wholeEnv } from '../env.ts';
import { runAttached } from '../run-attached.ts';
import { readState } from '../state-file.ts';
import { dataFolder } from '../with-database.ts';

/** Where to connect and with what, when a Wachter runs here and the person named neither. */
function defaults(words: readonly string[]): readonly string[] {
  if (words.includes('--url') || words.includes('--help')) return [];
  const env = processEnv();
  const folder = dataFolder(env);
  const port = readState(folder)?.mqttPort;
  const credentials = path.join(folder.secrets, 'simulator.json');
  const url = env.MQTT_URL ?? (port ? `mqtt://127.0.0.1:${port}` : null);
  return [
    ...(url ? ['--url', url] : []),
    ...(words.includes('--credentials') || !existsSync(credentials) ? [] : ['--credentials', credentials]),
  ];
}

export const sim = defineCommand({
  name: 'sim',
  says: 'Runs the simulated devices: --scenario NAME --speed 60 --seed 7, or --help for all.',
  isPassThrough: true,
  run: (call) =>
    runAttached(['--import', 'tsx', path.join(root, 'firmware-sim/src/main.ts'), ...defaults(call.words), ...call.words], {
      cwd: root,
      env: wholeEnv(),
    }),
});
