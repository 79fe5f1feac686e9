import { type LiveEventName, liveEventNames } from './frames.ts';
import { silenceMs } from './liveness.ts';

/** The part of EventSource that is used. */
export interface EventStream {
  readonly addEventListener: (name: string, listener: (event: { readonly data?: string }) => void) => void;
  readonly close: () => void;
  /** 2 = closed for good: an EventSource never returns from an answer other than 200. */
  readonly readyState: number;
}

export interface StayConnectedDeps {
  readonly open: () => EventStream;
  readonly monotonic: () => number;
  /** Time since anything was heard; null before the first time. */
  readonly silentMs: () => number | null;
  readonly onEvent: (name: LiveEventName, data: string) => void;
  /** The server refused the stream. */
  readonly onRefused: () => void;
}

const reopenAfterRefusalMs = 2_000;

/** An event stream that is opened again when it was refused or has gone silent. `check` is called each second. */
export function stayConnected({ open, monotonic, silentMs, onEvent, onRefused }: StayConnectedDeps) {
  let openedAt = monotonic();
  let stream: EventStream | null = null;

  const connect = () => {
    openedAt = monotonic();
    const opened = open();
    stream = opened;
    const isMine = () => stream === opened;
    for (const name of liveEventNames) {
      opened.addEventListener(name, ({ data }) => {
        if (isMine() && data !== undefined) onEvent(name, data);
      });
    }
    opened.addEventListener('error', () => {
      if (isMine() && opened.readyState === 2) onRefused();
    });
  };
  connect();

  return {
    check: () => {
      if (!stream) return;
      const sinceOpened = monotonic() - openedAt;
      const isRefused = stream.readyState === 2 && sinceOpened >= reopenAfterRefusalMs;
      const isSilent = (silentMs() ?? Number.POSITIVE_INFINITY) >= silenceMs && sinceOpened >= silenceMs;
      if (!isRefused && !isSilent) return;
      stream.close();
      connect();
    },
    close: () => {
      stream?.close();
      stream = null;
    },
  };
}
