import path from 'node:path';
import { z } from 'zod';

const blankIsUnset = (value: unknown) => (value === '' ? undefined : value);

/** Environment of the simulator; every value has a flag that comes before it. */
const SimulatorEnv = z.object({
  MQTT_URL: z.preprocess(blankIsUnset, z.string().optional()),
  /** Unset: `.wachter` in the checkout. A running simulator leaves its address in `run/sim.json` there. */
  WACHTER_DATA_DIR: z.preprocess(blankIsUnset, z.string().optional()),
  /** Where the person stands who called us: files named on the command line are sought there. */
  WACHTER_CALLED_FROM: z.preprocess(blankIsUnset, z.string().optional()),
});

export interface Env {
  readonly mqttUrl: string | undefined;
  readonly dataFolder: string;
  readonly workingFolder: string;
}

/** Reads the environment once, at start. */
export function readEnv(): Env {
  const { MQTT_URL, WACHTER_DATA_DIR, WACHTER_CALLED_FROM } = SimulatorEnv.parse(process.env);
  const workingFolder = WACHTER_CALLED_FROM ?? process.cwd();
  const checkout = path.resolve(import.meta.dirname, '../..');
  return {
    mqttUrl: MQTT_URL,
    dataFolder: path.resolve(workingFolder, WACHTER_DATA_DIR ?? path.join(checkout, '.wachter')),
    workingFolder,
  };
}
