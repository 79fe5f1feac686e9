import type { LiveDelta } from '@wachter/core';
import type { Dashboard } from './dashboard.ts';

export interface EventStream {
  /** Alarms in the present, all its parts together. */
  readonly alarms: number;
  readonly close: () => void;
}

/** Hears the dashboard's event stream as a browser does. Resolves when the present is whole. */
export function openEventStream({ url, token }: Dashboard, onDelta: (delta: LiveDelta) => void): Promise<EventStream> {
  const controller = new AbortController();
  let alarms = 0;
  return new Promise((resolve, reject) => {
    const take = (frame: string) => {
      const name = /^event: (\S+)/.exec(frame)?.[1];
      const data = frame.slice(frame.indexOf('data: ') + 6);
      if (name === 'delta') onDelta(JSON.parse(data));
      else if (name === 'snapshot' || name === 'rest') {
        const part: { readonly alarms: readonly unknown[]; readonly more?: true } = JSON.parse(data);
        alarms += part.alarms.length;
        if (!part.more) resolve({ alarms, close: () => controller.abort() });
      } else if (name === 'closing') reject(new Error(`the dashboard has ended the stream: ${data}`));
    };
    read(`${url}/api/live`, { token, signal: controller.signal, take }).catch((error: unknown) => {
      if (!controller.signal.aborted) reject(error);
    });
  });
}

async function read(
  address: string,
  { token, signal, take }: { readonly token: string; readonly signal: AbortSignal; readonly take: (frame: string) => void },
): Promise<void> {
  const response = await fetch(address, { headers: { authorization: `Bearer ${token}` }, signal });
  if (!response.ok || !response.body) throw new Error(`the event stream answered ${response.status}: ${await response.text()}`);
  const decoder = new TextDecoder();
  let text = '';
  for await (const bytes of response.body) {
    // A snapshot is megabytes in many pieces: only the new one is looked through.
    const from = Math.max(0, text.length - 1);
    text += decoder.decode(bytes, { stream: true });
    for (let end = text.indexOf('\n\n', from); end >= 0; end = text.indexOf('\n\n')) {
      take(text.slice(0, end));
      text = text.slice(end + 2);
    }
  }
  throw new Error('the event stream ended');
}
