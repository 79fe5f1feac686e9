import type { PowerSample } from './observation.ts';
import {
  type MainsPhase,
  type ModePhase,
  mainsRole,
  modeRole,
  type Role,
  type SetPhase,
  type SwitchPhase,
  setRole,
  switchRole,
  upsRole,
} from './phase.ts';
import type { EmergencySupply } from './supply.ts';
import { valueIn } from './tally.ts';
import { NO_TRACK, stepTrack, type Track, type TrackStep } from './track.ts';
import type { UpsPhase } from './ups-status.ts';

type ById<Value> = Readonly<Record<string, Value>>;

/** Everything that is followed in a supply, by id of the equipment. `levels`: last fuel or battery charge, percent. */
export interface Tracks {
  readonly mains: ById<Track<MainsPhase>>;
  readonly switches: ById<Track<SwitchPhase>>;
  readonly sets: ById<Track<SetPhase>>;
  readonly modes: ById<Track<ModePhase>>;
  readonly ups: ById<Track<UpsPhase>>;
  readonly levels: ById<number>;
}

export const NO_TRACKS: Tracks = { mains: {}, switches: {}, sets: {}, modes: {}, ups: {}, levels: {} };

/** What one sample moved. A step is null where the sample's equipment has no such role. */
export interface Moved {
  readonly tracks: Tracks;
  readonly mains: TrackStep<MainsPhase> | null;
  readonly position: TrackStep<SwitchPhase> | null;
  readonly set: TrackStep<SetPhase> | null;
  readonly mode: TrackStep<ModePhase> | null;
  readonly ups: TrackStep<UpsPhase> | null;
}

export function moveTracks(tracks: Tracks, sample: PowerSample, supply: EmergencySupply): Moved {
  const { equipment } = sample;
  const facts = supply.gensets.find(({ id }) => id === equipment);
  const step = <Phase extends string>(all: ById<Track<Phase>>, isPart: boolean, role: Role<Phase>): TrackStep<Phase> | null =>
    isPart
      ? stepTrack(all[equipment] ?? NO_TRACK, sample, { role, settings: supply.settings, ratedKw: facts?.ratedKw ?? 0 })
      : null;
  const mains = step(tracks.mains, supply.mains.includes(equipment), mainsRole);
  const position = step(tracks.switches, supply.switches.includes(equipment), switchRole);
  const set = step(tracks.sets, facts !== undefined, setRole);
  const mode = step(tracks.modes, facts !== undefined, modeRole);
  const ups = step(tracks.ups, supply.ups.includes(equipment), upsRole);
  const put = <Phase extends string>(all: ById<Track<Phase>>, one: TrackStep<Phase> | null): ById<Track<Phase>> =>
    one === null ? all : { ...all, [equipment]: one.track };
  const level = set ? valueIn(sample, 'fuel-level') : ups ? valueIn(sample, 'battery-charge') : null;
  return {
    tracks: {
      mains: put(tracks.mains, mains),
      switches: put(tracks.switches, position),
      sets: put(tracks.sets, set),
      modes: put(tracks.modes, mode),
      ups: put(tracks.ups, ups),
      levels: level === null ? tracks.levels : { ...tracks.levels, [equipment]: level },
    },
    mains,
    position,
    set,
    mode,
    ups,
  };
}

const everyPhase = (tracks: ById<Track<string>>, resting: readonly string[]): boolean =>
  Object.values(tracks).every(({ phase }) => phase === null || resting.includes(phase));

/** Nothing goes on: mains good, switches home, engines still, batteries not used. What is not known does not go on. */
export const isQuiet = ({ mains, switches, sets, ups }: Tracks): boolean =>
  everyPhase(mains, ['good']) &&
  everyPhase(switches, ['mains']) &&
  everyPhase(sets, ['ready', 'shutdown']) &&
  everyPhase(ups, ['line']);
