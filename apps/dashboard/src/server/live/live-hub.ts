import { log } from '../log.ts';
import { metrics } from '../metrics.ts';
import { once } from '../once.ts';
import { store } from '../store.ts';
import { createLiveHub, type LiveHub } from './hub.ts';

/** The one hub of this process. */
export const liveHub = (): LiveHub =>
  once('live-hub', () =>
    createLiveHub({
      live: store().live,
      modelRevision: () => store().ingest.directoryRevision(),
      now: () => Date.now(),
      everySecond: (tick) => {
        const timer = setInterval(tick, 1_000);
        return () => clearInterval(timer);
      },
      onError: (error) => {
        metrics().liveErrors.inc();
        log().warn({ err: error }, 'the present could not be read');
      },
      onFrame: (bytes) => {
        metrics().liveFrames.inc();
        metrics().liveBytes.inc(bytes);
      },
      onEnd: (reason) => metrics().liveDropped.inc({ reason }),
      onClients: (count) => metrics().liveClients.set(count),
    }),
  );
