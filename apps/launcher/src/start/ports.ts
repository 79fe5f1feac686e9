import type { LauncherEnv } from '../env.ts';
import { anyFreePort, choosePort, isFree } from '../port.ts';
import type { Steps } from '../steps.ts';

export interface Ports {
  readonly dashboard: number;
  readonly dashboardUrl: string;
  readonly mqtt: number;
  /** Where the simulator takes orders from the demo page. */
  readonly control: number;
  readonly dashboardMetrics: number;
  readonly ingestorMetrics: number;
}

/** Chooses the ports and says so when one is not the usual. */
export async function pickPorts(env: LauncherEnv, steps: Steps): Promise<Ports> {
  const host = env.WACHTER_HOST;
  const free = async (port: number) => (await isFree(port, host)) && (host === '127.0.0.1' || (await isFree(port)));
  const web = await choosePort({ purpose: 'dashboard', variable: 'PORT', asked: env.PORT, standard: 3000 }, free);
  const mqtt = env.MQTT_URL
    ? { port: 0, isMoved: false }
    : await choosePort({ purpose: 'broker', variable: 'MQTT_PORT', asked: env.MQTT_PORT, standard: 1883 }, free, [web.port]);
  if (web.isMoved) steps.say(`  ! port 3000 is taken: the dashboard uses ${web.port} (choose with PORT)`);
  if (mqtt.isMoved) steps.say(`  ! port 1883 is taken: the broker uses ${mqtt.port} (choose with MQTT_PORT)`);
  const shownHost = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  const metrics = env.WACHTER_METRICS_PORT;
  const [dashboardMetrics, ingestorMetrics] = metrics ? [metrics, metrics + 1] : [await anyFreePort(), await anyFreePort()];
  return {
    control: await anyFreePort(),
    dashboardMetrics,
    ingestorMetrics,
    dashboard: web.port,
    dashboardUrl: `http://${shownHost}:${web.port}`,
    mqtt: mqtt.port,
  };
}
