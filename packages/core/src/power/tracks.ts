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
import type { EmergencySupply, PowerSettings } from './supply.ts';
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

const stepOf = <Phase extends string>(
  all: ById<Track<Phase>>,
  sample: PowerSample,
  how: { readonly role: Role<Phase>; readonly settings: PowerSettings; readonly loadedKw: number },
): TrackStep<Phase> => stepTrack(all[sample.equipment] ?? NO_TRACK, sample, how);

const put = <Phase extends string>(all: ById<Track<Phase>>, id: string, one: TrackStep<Phase> | null): ById<Track<Phase>> =>
  one === null || one.track === all[id] ? all : { ...all, [id]: one.track };

export function moveTracks(tracks: Tracks, sample: PowerSample, supply: EmergencySupply): Moved {
  const { equipment } = sample;
  const { settings } = supply;
  const facts = supply.gensets.find(({ id }) => id === equipment);
  const plate = facts?.ratedKw ?? null;
  const loadedKw = plate === null ? settings.loadedKw : settings.loadedShare * plate;
  const isUps = supply.ups.includes(equipment);
  const mains = supply.mains.includes(equipment) ? stepOf(tracks.mains, sample, { role: mainsRole, settings, loadedKw }) : null;
  const isSwitch = supply.switches.includes(equipment);
  const position = isSwitch ? stepOf(tracks.switches, sample, { role: switchRole, settings, loadedKw }) : null;
  const set = facts ? stepOf(tracks.sets, sample, { role: setRole, settings, loadedKw }) : null;
  const mode = facts ? stepOf(tracks.modes, sample, { role: modeRole, settings, loadedKw }) : null;
  const ups = isUps ? stepOf(tracks.ups, sample, { role: upsRole, settings, loadedKw }) : null;
  const level = set ? valueIn(sample, 'fuel-level') : ups ? valueIn(sample, 'battery-charge') : null;
  return {
    tracks: {
      mains: put(tracks.mains, equipment, mains),
      switches: put(tracks.switches, equipment, position),
      sets: put(tracks.sets, equipment, set),
      modes: put(tracks.modes, equipment, mode),
      ups: put(tracks.ups, equipment, ups),
      levels: level === null || level === tracks.levels[equipment] ? tracks.levels : { ...tracks.levels, [equipment]: level },
    },
    ...{ mains, position, set, mode, ups },
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
