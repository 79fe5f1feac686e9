import type { Observation } from '@wachter/core';
import type { Decoded, Fact, Issue } from '../define.ts';
import { nameIssue } from './name.ts';
import { readNumber, readScalar, type Scalar, type ScalarValue } from './scalar.ts';
import { excerptOf } from './text.ts';

/** Issues of one message that are told one by one; the rest is told as a number, so that a hostile payload costs no more than this. */
export const MAX_ISSUES = 20;

/** Names of the wire may have gone into the words: nothing unprintable leaves here. */
const printable = (issue: Issue): Issue => ({ ...issue, detail: excerptOf(issue.detail) });

type Described = Omit<Observation, 'value'>;

/** Collects what a message says. Made for one message, thrown away after it. */
export interface Gathering {
  readonly observe: (observation: Observation) => void;
  readonly state: (fact: Fact) => void;
  readonly refuse: (issue: Issue) => void;
  /** A raw value of a channel: an observation, nothing (absent), or an issue that names device and channel. */
  readonly take: (about: Described, raw: unknown, refine?: (value: ScalarValue) => Scalar | ScalarValue) => void;
  readonly done: <Memory>(memory: Memory) => Decoded<Memory>;
}

export function gather(): Gathering {
  const observations: Observation[] = [];
  const facts: Fact[] = [];
  const issues: Issue[] = [];
  let untold = 0;
  const refuse = (issue: Issue) => {
    if (issues.length < MAX_ISSUES) issues.push(printable(issue));
    else untold += 1;
  };
  const settle = (about: Described, scalar: Scalar) => {
    if (scalar.kind === 'value') observations.push({ ...about, value: scalar.value });
    if (scalar.kind === 'refused') refuse({ ...scalar.issue, device: about.device, channel: about.channel });
  };
  return {
    observe: (observation) => observations.push(observation),
    state: (fact) => facts.push(fact),
    refuse,
    take: (about, raw, refine) => {
      const problem = nameIssue('channel', about.channel);
      if (problem) return refuse({ ...problem, device: about.device });
      const scalar = readScalar(raw);
      if (scalar.kind !== 'value' || !refine) return settle(about, scalar);
      const refined = refine(scalar.value);
      settle(
        about,
        typeof refined === 'object'
          ? refined
          : typeof refined === 'number'
            ? readNumber(refined)
            : { kind: 'value', value: refined },
      );
    },
    done: (memory) => ({
      observations,
      facts,
      issues: untold === 0 ? issues : [...issues, { kind: 'invalid-value', detail: `and ${untold} more of this message` }],
      memory,
    }),
  };
}

/** The answer to a message of which nothing could be used. */
export const onlyIssue = <Memory>(issue: Issue, memory: Memory): Decoded<Memory> => ({
  observations: [],
  facts: [],
  issues: [printable(issue)],
  memory,
});

/** The answer to a message that is understood and says nothing for us. */
export const nothing = <Memory>(memory: Memory): Decoded<Memory> => ({ observations: [], facts: [], issues: [], memory });
