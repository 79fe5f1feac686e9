import { z } from 'zod';
import type { Quality } from '../../reading/quality.ts';
import type { Instant } from '../../reading/reading.ts';
import type { OtherReading, RuleContext, RuleInput, RuleStep } from '../define-rule.ts';
import type { Latch, Verdict } from './latch.ts';
import { feedLatches, type LatchDefinition, type Latches, startLatches, tickLatches } from './latches.ts';

/** Tag of another point, as people write it. Forms offer the points there are. */
export const Tag = z.string().min(1).max(200).meta({ format: 'tag' });

/** Tags of other points, each once. At most sixteen: a rule looks at a zone, not at a building. */
export const Tags = z
  .array(Tag)
  .max(16)
  .refine((tags) => new Set(tags).size === tags.length, { message: 'each point is named once' });

/** The newest value of one input. It speaks until `until`. */
export interface Sample {
  readonly value: number;
  readonly quality: Quality;
  readonly at: Instant;
  readonly until: Instant;
}

/** Memory of a rule that judges several points together. `at` is the newest source time of any of them. */
export interface Combined extends Latches {
  readonly own: Sample | null;
  readonly others: ReadonlyMap<string, Sample>;
  readonly at: Instant;
  readonly ownStaleMs: number;
}

/** What several inputs say together: the value of an alarm, null where it has none, and how long all that it rests on speaks. */
export interface Together {
  readonly value: number | null;
  readonly quality: Quality;
  readonly until: Instant;
}

/** `together` is null when the inputs say nothing. */
export interface Combination<Said extends Together> {
  readonly together: (memory: Combined) => Said | null;
  readonly judge: (latch: Latch, said: Said) => Verdict;
}

/** What is judged by a number. */
export type Measured = Together & { readonly value: number };

const BLIND: Quality = { level: 'bad', reason: 'stale' };

export const startCombined = (definitions: readonly LatchDefinition[], context: RuleContext): Combined => ({
  ...startLatches(definitions, context),
  own: null,
  others: new Map(),
  at: 0,
  ownStaleMs: context.staleSeconds * 1000,
});

/** The sample when it still speaks at `at` and is believable, else null. */
export const speaking = (sample: Sample | null | undefined, at: Instant): Sample | null =>
  sample && sample.quality.level !== 'bad' && at <= sample.until ? sample : null;

/** The other inputs of the given tags that speak now. */
export const speakingOthers = (memory: Combined, tags: readonly string[]): readonly Sample[] =>
  tags.flatMap((tag) => speaking(memory.others.get(tag), memory.at) ?? []);

/** The worse of the qualities; what is good needs good inputs. */
export const worstQuality = (samples: readonly Sample[]): Quality =>
  samples.find(({ quality }) => quality.level !== 'good')?.quality ?? { level: 'good', reason: 'none' };

export const earliestEnd = (samples: readonly Sample[]): Instant => Math.min(...samples.map(({ until }) => until));

function sampleOf(input: Exclude<RuleInput, { kind: 'tick' }> | OtherReading, staleMs: number): Sample {
  const at = Math.min(input.observedAt, input.now);
  return { value: input.value, quality: input.quality, at, until: at + staleMs };
}

/** A tick, or a value of the own point. */
export function stepCombined<Said extends Together>(
  memory: Combined,
  input: RuleInput,
  how: Combination<Said>,
): RuleStep<Combined> {
  if (input.kind === 'tick') {
    const step = tickLatches(memory, input.now);
    return step.memory === memory ? { memory, condition: step.condition } : { ...step, memory: { ...memory, ...step.memory } };
  }
  const own = sampleOf(input, memory.ownStaleMs);
  return judged({ ...memory, own, at: Math.max(memory.at, own.at) }, how);
}

/** A value of another point. One older than what is known of it changes nothing. */
export function stepCombinedOther<Said extends Together>(
  memory: Combined,
  input: OtherReading,
  how: Combination<Said>,
): RuleStep<Combined> {
  const sample = sampleOf(input, input.staleSeconds * 1000);
  const known = memory.others.get(input.tag);
  if (known && known.at > sample.at) return { memory, condition: memory.condition };
  const others = new Map(memory.others).set(input.tag, sample);
  return judged({ ...memory, others, at: Math.max(memory.at, sample.at) }, how);
}

/** Inputs that are silent or bad leave the latches as they are: nothing raises, nothing clears. */
function judged<Said extends Together>(memory: Combined, how: Combination<Said>): RuleStep<Combined> {
  const said = how.together(memory);
  const step = feedLatches(
    { ...memory, staleMs: said === null ? memory.staleMs : Math.max(0, said.until - memory.at) },
    {
      kind: 'reading',
      value: said?.value ?? null,
      quality: said?.quality ?? BLIND,
      observedAt: memory.at,
      now: memory.at,
    },
    (latch) => (said === null ? 'band' : how.judge(latch, said)),
  );
  return { ...step, memory: { ...memory, ...step.memory } };
}
