import { z } from 'zod';
import type { Quality } from '../../reading/quality.ts';
import type { Instant } from '../../reading/reading.ts';
import { saying } from '../../saying.ts';
import type { OtherReading, RuleContext, RuleInput, RuleStep } from '../define-rule.ts';
import type { Latch, Verdict } from './latch.ts';
import { feedLatches, type LatchDefinition, type Latches, startLatches, tickLatches } from './latches.ts';

/** Tag of another point, as people write it. Forms offer the points there are. */
export const Tag = z.string().min(1).max(200).meta({ format: 'tag' });

/** Tags of other points, each once. At most sixteen: a rule looks at a zone, not at a building. */
export const Tags = z
  .array(Tag)
  .max(16)
  .refine(
    (tags) => new Set(tags).size === tags.length,
    saying({ en: 'each point is named once', nl: 'elk meetpunt wordt één keer genoemd' }),
  );

/** The newest value of one input. It speaks until `until`. */
export interface Sample {
  readonly value: number;
  readonly quality: Quality;
  readonly at: Instant;
  readonly until: Instant;
}

/**
 * Memory of a rule that judges several points together. `others` are those of the tags, in their order; `at` is the newest source time
 * of any input.
 */
export interface Combined {
  readonly tags: readonly string[];
  readonly own: Sample | null;
  readonly others: readonly (Sample | null)[];
  readonly at: Instant;
  readonly ownStaleMs: number;
  readonly latched: Latches;
  /** Made once, when the rule starts. */
  readonly judge: (memory: Combined) => RuleStep<Combined>;
}

/** What several inputs say together: the value of an alarm, null where it has none, and how long all that it rests on speaks. */
export interface Together {
  readonly value: number | null;
  readonly quality: Quality;
  readonly until: Instant;
}

/** `together` is null when the inputs say nothing. */
export interface Combination<Said extends Together> {
  readonly tags: readonly string[];
  readonly together: (memory: Combined) => Said | null;
  readonly judge: (latch: Latch, said: Said) => Verdict;
}

/** What is judged by a number. */
export type Measured = Together & { readonly value: number };

const GOOD: Quality = { level: 'good', reason: 'none' };
const BLIND: Quality = { level: 'bad', reason: 'stale' };

export const startCombined = <Said extends Together>(
  definitions: readonly LatchDefinition[],
  how: Combination<Said>,
  context: RuleContext,
): Combined => ({
  tags: how.tags,
  own: null,
  others: how.tags.map(() => null),
  at: 0,
  ownStaleMs: context.staleSeconds * 1000,
  latched: startLatches(definitions, context),
  judge: judgeOf(how),
});

/** The sample when it still speaks at `at` and is believable, else null. */
export const speaking = (sample: Sample | null | undefined, at: Instant): Sample | null =>
  sample && sample.quality.level !== 'bad' && at <= sample.until ? sample : null;

/** The inputs that speak now, the own point among them. */
export function speakingNow({ own, others, at }: Combined): readonly Sample[] {
  const samples: Sample[] = [];
  const first = speaking(own, at);
  if (first) samples.push(first);
  for (const other of others) {
    const sample = speaking(other, at);
    if (sample) samples.push(sample);
  }
  return samples;
}

/** What a value is worth that rests on all of these: the worst of their qualities, until the first of them falls silent. */
export function overall(samples: readonly Sample[]): Pick<Together, 'quality' | 'until'> {
  let quality = GOOD;
  let until = Number.POSITIVE_INFINITY;
  for (const sample of samples) {
    if (sample.until < until) until = sample.until;
    if (quality.level === 'good') quality = sample.quality;
  }
  return { quality, until };
}

function sampleOf(input: Exclude<RuleInput, { kind: 'tick' }> | OtherReading, staleMs: number): Sample {
  const at = Math.min(input.observedAt, input.now);
  return { value: input.value, quality: input.quality, at, until: at + staleMs };
}

/** A tick, or a value of the own point. */
export function stepCombined(memory: Combined, input: RuleInput): RuleStep<Combined> {
  if (input.kind === 'tick') return after(memory, tickLatches(memory.latched, input.now));
  const own = sampleOf(input, memory.ownStaleMs);
  return memory.judge({ ...memory, own, at: Math.max(memory.at, own.at) });
}

/** A value of another point. One older than what is known of it changes nothing. */
export function stepCombinedOther(memory: Combined, input: OtherReading): RuleStep<Combined> {
  const index = memory.tags.indexOf(input.tag);
  const sample = sampleOf(input, input.staleSeconds * 1000);
  const known = memory.others[index];
  if (index < 0 || (known && known.at > sample.at)) return { memory, condition: memory.latched.condition };
  return memory.judge({ ...memory, others: memory.others.with(index, sample), at: Math.max(memory.at, sample.at) });
}

export const combinedDueAt = ({ latched }: Combined): Instant => latched.dueAt;

const after = (memory: Combined, step: RuleStep<Latches>): RuleStep<Combined> =>
  step.memory === memory.latched
    ? { memory, condition: step.condition }
    : { ...step, memory: { ...memory, latched: step.memory } };

/** Inputs that are silent or bad leave the latches as they are: nothing raises, nothing clears. */
function judgeOf<Said extends Together>({ together, judge }: Combination<Said>): Combined['judge'] {
  return (memory) => {
    const said = together(memory);
    const { at, latched } = memory;
    const { value, quality } = said ?? { value: null, quality: BLIND };
    const staleMs = said === null ? latched.staleMs : Math.max(0, said.until - at);
    const input = { kind: 'reading', value, quality, observedAt: at, now: at, staleMs } as const;
    return after(
      memory,
      feedLatches(latched, input, (latch) => (said === null ? 'band' : judge(latch, said))),
    );
  };
}
