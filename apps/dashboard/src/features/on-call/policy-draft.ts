import type { EscalationPolicy, EscalationTarget, Priority } from '@wachter/core';
import { priorities } from '@wachter/core/quantity/define';

/** A step while it is edited; what is typed as a number stays a text. */
export interface StepDraft {
  readonly key: number;
  readonly afterMinutes: string;
  readonly targets: readonly EscalationTarget[];
  /** Empty: each person's own order. */
  readonly firstBy: string;
}

export interface LadderDraft {
  readonly steps: readonly StepDraft[];
  /** Empty: not repeated. */
  readonly repeatMinutes: string;
}

export type PolicyDraft = Readonly<Record<Priority, LadderDraft>>;

const ladders = <From, To>(policy: Readonly<Record<Priority, From>>, of: (ladder: From) => To): Record<Priority, To> => ({
  critical: of(policy.critical),
  high: of(policy.high),
  medium: of(policy.medium),
  low: of(policy.low),
});

export const policyDraft = (policy: EscalationPolicy): PolicyDraft =>
  ladders(policy, ({ steps, repeatMinutes }) => ({
    steps: steps.map(({ afterMinutes, targets, firstBy }, key) => ({
      ...{ key, afterMinutes: String(afterMinutes), targets, firstBy: firstBy ?? '' },
    })),
    repeatMinutes: repeatMinutes === null ? '' : String(repeatMinutes),
  }));

/** A number that was not typed is sent as one that the verb refuses beside its field. */
const numberOf = (text: string): number => (/^\d+$/.test(text.trim()) ? Number(text) : -1);

/** The policy as the verb takes it. */
export const policyTyped = (draft: PolicyDraft): EscalationPolicy =>
  ladders(draft, ({ steps, repeatMinutes }) => ({
    steps: steps.map(({ afterMinutes, targets, firstBy }) => ({
      ...{ afterMinutes: numberOf(afterMinutes), targets: [...targets] },
      ...(firstBy === '' ? {} : { firstBy }),
    })),
    repeatMinutes: repeatMinutes.trim() === '' ? null : numberOf(repeatMinutes),
  }));

export const withStep = (ladder: LadderDraft): LadderDraft => {
  const last = ladder.steps.at(-1);
  const afterMinutes = last ? String(Math.max(0, numberOf(last.afterMinutes)) + 15) : '0';
  const key = Math.max(-1, ...ladder.steps.map((step) => step.key)) + 1;
  return { ...ladder, steps: [...ladder.steps, { key, afterMinutes, targets: [], firstBy: '' }] };
};

export type StepFault = 'minutesWrong' | 'notLater' | 'nobodyNamed';

/** What is wrong with a step, by field. */
export function stepFaults(
  ladder: LadderDraft,
  index: number,
): { readonly afterMinutes: StepFault | null; readonly targets: StepFault | null } {
  const [step, before] = [ladder.steps[index], ladder.steps[index - 1]];
  const minutes = numberOf(step?.afterMinutes ?? '');
  const isWrong = minutes < 0 || minutes > 10_080;
  const isEarly = before !== undefined && minutes <= numberOf(before.afterMinutes);
  return {
    afterMinutes: isWrong ? 'minutesWrong' : isEarly ? 'notLater' : null,
    targets: step?.targets.length === 0 ? 'nobodyNamed' : null,
  };
}

export const isRepeatWrong = ({ repeatMinutes }: LadderDraft): boolean => {
  const minutes = numberOf(repeatMinutes);
  return repeatMinutes.trim() !== '' && (minutes < 5 || minutes > 1_440);
};

export const hasFault = (draft: PolicyDraft): boolean =>
  priorities.some((priority) => {
    const ladder = draft[priority];
    const isStepWrong = ladder.steps.some((_, index) => Object.values(stepFaults(ladder, index)).some((fault) => fault !== null));
    return isStepWrong || isRepeatWrong(ladder);
  });

/** A target as the value of a choice, and back. */
export const targetKey = (target: EscalationTarget): string =>
  target.kind === 'role' ? `role ${target.role}` : `${target.kind} ${target.id}`;

export function targetOf(key: string): EscalationTarget | null {
  const [kind, id = ''] = [key.slice(0, key.indexOf(' ')), key.slice(key.indexOf(' ') + 1)];
  if (kind === 'rota' || kind === 'person' || kind === 'channel') return { kind, id };
  return kind === 'role' && (id === 'technician' || id === 'manager' || id === 'administrator') ? { kind, role: id } : null;
}
