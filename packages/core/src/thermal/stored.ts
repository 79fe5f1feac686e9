import { roomCooling } from '../quantity/minutes-left.ts';
import type { Instant } from '../reading/reading.ts';
import type { Cooling } from './cooling.ts';
import { bandMinutes, type HeatRefusal, type MinutesLeft } from './minutes-left.ts';

/** How it stands with a room, as its state point holds it. */
export type RoomCoolingState = 'kept' | 'unverified' | 'counting' | 'exceeded' | Exclude<HeatRefusal, 'not-learned'>;

const codes: ReadonlyMap<string, number> = new Map(roomCooling.states?.map(({ id, code }) => [id, code]));

/** A state as it is stored. */
export function roomCoolingCode(state: RoomCoolingState): number {
  const code = codes.get(state);
  if (code === undefined) throw new Error(`The quantity room-cooling has no state "${state}".`);
  return code;
}

const byCode: ReadonlyMap<number, RoomCoolingState> = new Map(
  (
    [
      'kept',
      'unverified',
      'counting',
      'too-little',
      'stale',
      'poor-fit',
      'not-rising',
      'levels-off',
      'too-uncertain',
      'exceeded',
    ] as const
  ).map((state) => [roomCoolingCode(state), state]),
);

/** What a stored code says; null for one that is none. */
export const roomCoolingByCode = (code: number): RoomCoolingState | null => byCode.get(code) ?? null;

/** The room has lost its cooling, whatever can be said of the time. */
export const isCoolingLost = (state: RoomCoolingState): boolean => state !== 'kept' && state !== 'unverified';

/** What the three points of a room hold at an instant; null = no value. */
export interface HeatValues {
  readonly state: number;
  readonly earliest: number | null;
  readonly latest: number | null;
}

/** `said` is null before the first look at the room. Since a limit was exceeded the minutes are below zero: -7 is seven minutes ago. */
export function heatValues(cooling: Cooling['state'], said: MinutesLeft | null, now: Instant): HeatValues {
  const state = roomCoolingCode(stateOf(cooling, said));
  const tenths = (minutes: number) => Math.round(minutes * 10) / 10;
  if (said?.kind === 'exceeded' && cooling === 'lost') {
    const ago = Math.min(0, tenths((said.since - now) / 60_000));
    return { state, earliest: ago, latest: ago };
  }
  if (said?.kind !== 'band' || cooling === 'unknown') return { state, earliest: null, latest: null };
  const { earliest, latest } = bandMinutes(said, now);
  return { state, earliest: tenths(earliest), latest: tenths(latest) };
}

function stateOf(cooling: Cooling['state'], said: MinutesLeft | null): RoomCoolingState {
  if (cooling === 'kept') return 'kept';
  if (cooling === 'unknown') return 'unverified';
  if (said?.kind === 'band') return 'counting';
  if (said?.kind === 'exceeded') return 'exceeded';
  return said === null || said.reason === 'not-learned' ? 'too-little' : said.reason;
}
