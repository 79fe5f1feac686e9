import type { Instant } from '../reading/reading.ts';
import { faultsOf } from './faults.ts';
import { kindOf } from './kind.ts';
import type { PowerSample } from './observation.ts';
import type { MainsPhase, ModePhase, SetPhase, SwitchPhase } from './phase.ts';
import type { Course, RunFacts, RunRecord, Silence } from './run.ts';
import type { EmergencySupply, TestWindow } from './supply.ts';
import { addToTally, addToUpsTally, startTally, startUpsTally, type TallyMemory, type UpsTally } from './tally.ts';
import { isSilent, type Mark, type Track, type TrackStep } from './track.ts';
import type { Moved, Tracks } from './tracks.ts';
import type { UpsPhase } from './ups-status.ts';

type ById<Value> = Readonly<Record<string, Value>>;
type Marks<Phase extends string> = ById<readonly Mark<Phase>[]>;

/** A run as it grows. `found`: what was known when it began. */
export interface Episode {
  readonly startedAt: Instant;
  readonly found: Tracks;
  readonly mains: Marks<MainsPhase>;
  readonly switches: Marks<SwitchPhase>;
  readonly sets: Marks<SetPhase>;
  readonly modes: Marks<ModePhase>;
  readonly ups: Marks<UpsPhase>;
  readonly tallies: ById<TallyMemory>;
  readonly upsTallies: ById<UpsTally>;
  readonly silences: readonly Silence[];
}

export const openEpisode = (found: Tracks, sample: PowerSample): Episode => ({
  startedAt: sample.at,
  found,
  mains: {},
  switches: {},
  sets: {},
  modes: {},
  ups: {},
  tallies: {},
  upsTallies: {},
  silences: [],
});

interface Addition {
  readonly moved: Moved;
  readonly sample: PowerSample;
  /** Tracks before this sample. */
  readonly was: Tracks;
}

const add = <Phase extends string>(marks: Marks<Phase>, id: string, step: TrackStep<Phase> | null): Marks<Phase> =>
  step === null || step.marks.length === 0 ? marks : { ...marks, [id]: [...(marks[id] ?? []), ...step.marks] };

export function addToEpisode(episode: Episode, addition: Addition): Episode {
  const { moved, sample, was } = addition;
  const { equipment } = sample;
  const level = was.levels[equipment] ?? null;
  const { set, ups } = moved;
  const silence = silenceOf(addition);
  return {
    ...episode,
    mains: add(episode.mains, equipment, moved.mains),
    switches: add(episode.switches, equipment, moved.position),
    sets: add(episode.sets, equipment, set),
    modes: add(episode.modes, equipment, moved.mode),
    ups: add(episode.ups, equipment, ups),
    tallies: set
      ? {
          ...episode.tallies,
          [equipment]: addToTally(episode.tallies[equipment] ?? startTally(level), sample, set.track.phase),
        }
      : episode.tallies,
    upsTallies: ups
      ? { ...episode.upsTallies, [equipment]: addToUpsTally(episode.upsTallies[equipment] ?? startUpsTally(level), sample) }
      : episode.upsTallies,
    silences: silence ? [...episode.silences, silence] : episode.silences,
  };
}

const STARTING: readonly SetPhase[] = ['cranking', 'pause', 'run-up', 'rated', 'on-load'];

/** A set starts or carries, or the mains is away: states 1 to 6 of domain.md 6.3. */
const isCritical = ({ mains, sets }: Tracks): boolean =>
  Object.values(mains).some(({ phase }) => phase === 'failed') ||
  Object.values(sets).some(({ phase }) => phase !== null && STARTING.includes(phase));

/** The silence that a sample ended; that of a UPS loses no stage. */
function silenceOf({ moved, sample, was }: Addition): Silence | null {
  const { equipment } = sample;
  const span = moved.set?.silence ?? moved.mains?.silence ?? moved.position?.silence;
  if (span) return { equipment, span, isCritical: isCritical(was) || isCritical(moved.tracks) };
  return moved.ups?.silence ? { equipment, span: moved.ups.silence, isCritical: false } : null;
}

export interface RunEnd {
  readonly supply: EmergencySupply;
  readonly windows: readonly TestWindow[];
  readonly tracks: Tracks;
  readonly endedAt: Instant | null;
  readonly now: Instant;
}

/** The record of an episode. */
export function runOf(episode: Episode, end: RunEnd): RunRecord {
  const facts = factsOf(episode, end);
  return { ...facts, ...kindOf(facts, end.windows), faults: faultsOf(facts, end.supply.settings) };
}

function factsOf(episode: Episode, { supply, tracks, endedAt, now }: RunEnd): RunFacts {
  const { found } = episode;
  const course = <Phase extends string>(
    id: string,
    before: ById<Track<Phase>>,
    how: { readonly marks: Marks<Phase>; readonly after: ById<Track<Phase>> },
  ): Course<Phase> => ({
    found: before[id]?.phase ?? null,
    marks: how.marks[id] ?? [],
    lastAt: how.after[id]?.lastAt ?? null,
  });
  const courses = <Phase extends string>(
    ids: readonly string[],
    before: ById<Track<Phase>>,
    how: { readonly marks: Marks<Phase>; readonly after: ById<Track<Phase>> },
  ) => Object.fromEntries(ids.map((id) => [id, course(id, before, how)]));
  return {
    id: `${supply.id}@${episode.startedAt}`,
    supply: supply.id,
    startedAt: episode.startedAt,
    endedAt,
    mains: courses(supply.mains, found.mains, { marks: episode.mains, after: tracks.mains }),
    switches: courses(supply.switches, found.switches, { marks: episode.switches, after: tracks.switches }),
    sets: supply.gensets.map(({ id, ratedKw, tankLitres }) => {
      const { loadedAt: _, loadedLastAt: __, ...tally } = episode.tallies[id] ?? startTally(found.levels[id] ?? null);
      return {
        id,
        ratedKw,
        tankLitres,
        course: course(id, found.sets, { marks: episode.sets, after: tracks.sets }),
        modes: course(id, found.modes, { marks: episode.modes, after: tracks.modes }),
        tally,
      };
    }),
    ups: supply.ups.map((id) => ({
      id,
      course: course(id, found.ups, { marks: episode.ups, after: tracks.ups }),
      tally: episode.upsTallies[id] ?? startUpsTally(found.levels[id] ?? null),
    })),
    silences: endedAt === null ? [...episode.silences, ...openSilences(tracks, supply, now)] : episode.silences,
  };
}

/** Who has been silent for too long at `now`, in a run that goes on. */
function openSilences(tracks: Tracks, supply: EmergencySupply, now: Instant): readonly Silence[] {
  const silent = (all: ById<Track<string>>) =>
    Object.entries(all).flatMap(([equipment, track]) =>
      track.lastAt !== null && isSilent(track, now - track.lastAt, supply.settings)
        ? [{ equipment, span: { after: track.lastAt, by: now }, isCritical: isCritical(tracks) }]
        : [],
    );
  return [...silent(tracks.sets), ...silent({ ...tracks.switches, ...tracks.mains })];
}
