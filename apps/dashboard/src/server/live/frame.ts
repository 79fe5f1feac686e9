import type { Alarm, LiveSnapshot } from '@wachter/core';
import type { LiveEventName, LiveEvents } from '../../live/frames.ts';

const encoder = new TextEncoder();

/** One server-sent event, ready for the wire. */
export const frameOf = <N extends LiveEventName>(name: N, event: LiveEvents[N]): Uint8Array<ArrayBuffer> =>
  encoder.encode(`event: ${name}\ndata: ${JSON.stringify(event)}\n\n`);

/** Alarms in one event: a line of one megabit a second brings so many in two seconds, and hears the heart between. */
export const alarmsAtOnce = 500;

const texts = new WeakMap<Alarm, string>();

/** Rows are never changed in place: each is written once, whoever asks for the present. Fields without a value are left out. */
function alarmText(alarm: Alarm): string {
  const known = texts.get(alarm);
  if (known !== undefined) return known;
  const text = JSON.stringify(alarm, (_, value: unknown) => (value === null ? undefined : value));
  texts.set(alarm, text);
  return text;
}

/** The present as events: with thousands of alarms in several, see `Snapshot`. */
export function presentFrames({ alarms, ...present }: LiveSnapshot): readonly Uint8Array<ArrayBuffer>[] {
  const frames: Uint8Array<ArrayBuffer>[] = [];
  for (let at = 0; at === 0 || at < alarms.length; at += alarmsAtOnce) {
    const [name, rest] = at === 0 ? (['snapshot', present] as const) : (['rest', { serverNow: present.serverNow }] as const);
    const more = at + alarmsAtOnce < alarms.length ? ',"more":true' : '';
    const part = alarms
      .slice(at, at + alarmsAtOnce)
      .map(alarmText)
      .join(',');
    const head = JSON.stringify(rest).slice(0, -1);
    frames.push(encoder.encode(`event: ${name}\ndata: ${head},"alarms":[${part}]${more}}\n\n`));
  }
  return frames;
}
