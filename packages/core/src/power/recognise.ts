import type { Instant } from '../reading/reading.ts';
import { addToEpisode, type Episode, openEpisode, runOf } from './episode.ts';
import { type PowerObservation, type PowerSample, samplesOf } from './observation.ts';
import type { RunRecord } from './run.ts';
import type { EmergencySupply, TestWindow } from './supply.ts';
import { isQuiet, moveTracks, NO_TRACKS, type Tracks } from './tracks.ts';

export interface RecognitionContext {
  readonly supply: EmergencySupply;
  readonly windows: readonly TestWindow[];
}

/** What recognition remembers between two samples; `episode` null: all is at rest. */
export interface Recognition {
  readonly tracks: Tracks;
  readonly episode: Episode | null;
}

export const startRecognition: Recognition = { tracks: NO_TRACKS, episode: null };

/**
 * One step. Samples come in the order of `samplesOf`; `finished` is the run that this sample ended. A sample of equipment that is not
 * part of the supply changes nothing.
 */
export function stepRecognition(
  memory: Recognition,
  sample: PowerSample,
  context: RecognitionContext,
): { readonly memory: Recognition; readonly finished: RunRecord | null } {
  const moved = moveTracks(memory.tracks, sample, context.supply);
  const { tracks } = moved;
  const isAtRest = isQuiet(tracks);
  if (memory.episode === null && isAtRest) return { memory: { tracks, episode: null }, finished: null };
  const before = memory.episode ?? openEpisode(memory.tracks, sample);
  const episode = addToEpisode(before, { moved, sample, was: memory.tracks });
  if (!isAtRest) return { memory: { tracks, episode }, finished: null };
  return {
    memory: { tracks, episode: null },
    finished: runOf(episode, { ...context, tracks, endedAt: sample.at, now: sample.at }),
  };
}

/** The run that goes on, as far as it is known at `now`; null when all is at rest. */
export function openRun({ tracks, episode }: Recognition, context: RecognitionContext, now: Instant): RunRecord | null {
  return episode === null ? null : runOf(episode, { ...context, tracks, endedAt: null, now });
}

/**
 * Every run in a window of observations, the one that goes on at its end among them. The order and number in which observations came does not matter:
 * begin the window while all was at rest, and late data give the record that they would have given in time.
 */
export function recogniseRuns(
  observations: readonly PowerObservation[],
  context: RecognitionContext,
  now: Instant,
): readonly RunRecord[] {
  const runs: RunRecord[] = [];
  let memory = startRecognition;
  for (const sample of samplesOf(observations, context.supply)) {
    const step = stepRecognition(memory, sample, context);
    memory = step.memory;
    if (step.finished) runs.push(step.finished);
  }
  const last = openRun(memory, context, now);
  return last ? [...runs, last] : runs;
}
