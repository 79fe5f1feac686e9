import { defineCommand } from '../command.ts';
import { processEnv } from '../env.ts';
import { explain } from '../explain.ts';
import { exitCode } from '../refused.ts';
import { createShutdown, type Shutdown } from '../start/shutdown.ts';
import { startAll } from '../start/start-all.ts';
import { listenForStop } from '../start/stop-signals.ts';
import { createSteps } from '../steps.ts';

/** A clean stop takes no longer; what is left then is killed. */
const stopWithinMs = 10_000;

async function stopAll(shutdown: Shutdown, why: string): Promise<void> {
  console.log(`\nStopping (${why}) …`);
  const late = setTimeout(() => {
    console.error('Some processes did not stop in time and were ended.');
    shutdown.kill();
    process.exit(exitCode.failure);
  }, stopWithinMs);
  const failed = await shutdown.run();
  clearTimeout(late);
  console.log(
    failed.length === 0
      ? 'Stopped. Start again with npm start; the data is kept.'
      : `Stopped, but not cleanly: ${failed.join(', ')}.`,
  );
}

export const start = defineCommand({
  name: 'start',
  says: 'Starts everything on this machine and stays until Ctrl-C.',
  notes: [
    'Environment: PORT, MQTT_PORT, WACHTER_DATA_DIR, DATABASE_URL, MQTT_URL, WACHTER_DEMO=0, WACHTER_LOG_LEVEL, WACHTER_HOST.',
    'Ctrl-C stops cleanly; a second Ctrl-C ends everything at once.',
  ],
  run: async () => {
    const shutdown = createShutdown();
    let isAsked = false;
    const ended = new Promise<number>((resolve) => {
      const stop = (why: string, code: number) => void stopAll(shutdown, why).then(() => resolve(code));
      listenForStop({
        onStop: (why) => {
          isAsked = true;
          stop(why, exitCode.ok);
        },
        onKill: () => {
          shutdown.kill();
          process.exit(exitCode.interrupted);
        },
      });
      process.on('uncaughtException', (error) => {
        console.error(explain(error).sentence);
        stop('after a failure', exitCode.failure);
      });
    });
    try {
      await startAll(processEnv(), { steps: createSteps((line) => console.log(line)), shutdown });
    } catch (error) {
      // What fails because we are stopping is no failure.
      if (isAsked) return ended;
      const { sentence, code } = explain(error);
      console.error(`\n${sentence}`);
      await shutdown.run();
      return code;
    }
    return ended;
  },
});
