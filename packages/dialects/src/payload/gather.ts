import type { Observation } from '@wachter/core';
import type { Decoded, Fact, Issue } from '../define.ts';
import { nameIssue } from './name.ts';
import { readNumber, readScalar, type Scalar, type ScalarValue } from './scalar.ts';
import { excerptOf } from './text.ts';

/** Issues of one message that are told one by one; the rest is told as a number, so that a hostile payload costs no more than this. */
export const MAX_ISSUES = 20;
/** Values of one message that are read at all, unless the dialect sets another bound. */
const MAX_VALUES = 2_000;

/** Names of the wire may have gone into the words: nothing unprintable leaves here. */
const printable = (issue: Issue): Issue => ({ ...issue, detail: excerptOf(issue.detail) });

/**
 * Collects what one message says, and is thrown away after it. A class, because closures made for each message are the dearest part of
 * decoding a small one.
 */
export class Gathering {
  private readonly observations: Observation[] = [];
  private readonly facts: Fact[] = [];
  private readonly issues: Issue[] = [];
  private untold = 0;
  private values = 0;
  private readonly maxValues: number;

  constructor(maxValues: number) {
    this.maxValues = maxValues;
  }

  observe(observation: Observation): void {
    this.observations.push(observation);
  }

  state(fact: Fact): void {
    this.facts.push(fact);
  }

  refuse(issue: Issue): void {
    if (this.issues.length < MAX_ISSUES) this.issues.push(printable(issue));
    else this.untold += 1;
  }

  /** The value of a channel; undefined when it is absent, or refused: then the issue names device and channel. */
  read(device: string, channel: string, raw: unknown): ScalarValue | undefined {
    this.values += 1;
    if (this.values > this.maxValues) return undefined;
    const problem = nameIssue('channel', channel);
    if (problem) this.refuse({ ...problem, device });
    if (problem || raw === null || raw === undefined) return undefined;
    return this.settle(device, channel, readScalar(raw));
  }

  /** A raw value as an observation, or nothing (absent), or an issue. `refine` says what a good value means. */
  take(about: Omit<Observation, 'value'>, raw: unknown, refine?: (value: ScalarValue) => Scalar | ScalarValue): void {
    const value = this.read(about.device, about.channel, raw);
    if (value === undefined) return;
    const refined = refine ? refine(value) : value;
    const scalar = typeof refined === 'number' ? readNumber(refined) : refined;
    const settled = typeof scalar === 'object' ? this.settle(about.device, about.channel, scalar) : scalar;
    if (settled !== undefined) this.observations.push({ ...about, value: settled });
  }

  done<Memory>(memory: Memory): Decoded<Memory> {
    const left = this.values - this.maxValues;
    if (left > 0)
      this.refuse({ kind: 'too-large', detail: `${left} values more than the ${this.maxValues} that are read of one message` });
    if (this.untold > 0) this.issues.push({ kind: 'invalid-value', detail: `and ${this.untold} more of this message` });
    const { observations, facts, issues } = this;
    return { observations, facts, issues, memory };
  }

  private settle(device: string, channel: string, scalar: Scalar): ScalarValue | undefined {
    if (scalar.kind === 'value') return scalar.value;
    if (scalar.kind === 'refused') this.refuse({ ...scalar.issue, device, channel });
    return undefined;
  }
}

export const gather = (maxValues: number = MAX_VALUES): Gathering => new Gathering(maxValues);

/** The answer to a message of which nothing could be used. */
export const onlyIssue = <Memory>(issue: Issue, memory: Memory): Decoded<Memory> => ({
  observations: [],
  facts: [],
  issues: [printable(issue)],
  memory,
});

/** The answer to a message that is understood and says nothing for us. */
export const nothing = <Memory>(memory: Memory): Decoded<Memory> => ({ observations: [], facts: [], issues: [], memory });
