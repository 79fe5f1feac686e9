import { z } from 'zod';
import type { Priority } from '../quantity/define.ts';
import type { Instant } from '../reading/reading.ts';

/** Who is told at a step: whoever is on duty in a rota, one person, everybody of a role, or those who read along in a channel. */
export const EscalationTarget = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('rota'), id: z.uuid() }),
  z.strictObject({ kind: z.literal('person'), id: z.string().min(1).max(100) }),
  z.strictObject({ kind: z.literal('role'), role: z.enum(['technician', 'manager', 'administrator']) }),
  z.strictObject({ kind: z.literal('channel'), id: z.uuid() }),
]);
export type EscalationTarget = z.output<typeof EscalationTarget>;

export const EscalationStep = z.strictObject({
  afterMinutes: z.number().int().min(0).max(10_080),
  targets: z.array(EscalationTarget).min(1, 'needs somebody to tell').max(20),
  /** Channel tried first at this step by whoever has it; the others follow in each person's own order. */
  firstBy: z.uuid().optional(),
});
export type EscalationStep = z.output<typeof EscalationStep>;

/** Steps in order of time; after the last it is repeated every `repeatMinutes`, or not. No steps: nobody is told. */
export const EscalationLadder = z
  .strictObject({
    steps: z.array(EscalationStep).max(10),
    repeatMinutes: z.number().int().min(5).max(1_440).nullable(),
  })
  .refine(({ steps }) => steps.every((step, index) => index === 0 || step.afterMinutes > (steps[index - 1]?.afterMinutes ?? 0)), {
    message: 'must come in order of time',
    path: ['steps'],
  });
export type EscalationLadder = z.output<typeof EscalationLadder>;

export const EscalationPolicy = z.strictObject({
  critical: EscalationLadder,
  high: EscalationLadder,
  medium: EscalationLadder,
  low: EscalationLadder,
});
export type EscalationPolicy = z.output<typeof EscalationPolicy>;

/**
 * What holds where nobody has decided otherwise: first those who have hands, then who leads them when nothing was acknowledged within 5 minutes
 * (critical), 15 (high) or 60 (medium); domain.md 8. Nobody is told of low ones.
 */
export function defaultPolicy(first: readonly EscalationTarget[]): EscalationPolicy {
  const leads: EscalationTarget[] = [
    { kind: 'role', role: 'manager' },
    { kind: 'role', role: 'administrator' },
  ];
  const ladder = (minutes: number, repeatMinutes: number | null): EscalationLadder => ({
    steps: [
      { afterMinutes: 0, targets: [...first] },
      { afterMinutes: minutes, targets: leads },
    ],
    repeatMinutes,
  });
  return { critical: ladder(5, 15), high: ladder(15, 60), medium: ladder(60, null), low: { steps: [], repeatMinutes: null } };
}

/** How far an escalation is: `step` steps were taken, repeats included, the last at `firedAt`. */
export interface EscalationProgress {
  readonly step: number;
  readonly startedAt: Instant;
  readonly firedAt: Instant | null;
}

/** `firstBy` null: each person's own order. */
export interface Due {
  readonly targets: readonly EscalationTarget[];
  readonly firstBy: string | null;
  readonly isRepeat: boolean;
}

export type NextStep =
  | ({ readonly kind: 'due' } & Due)
  | { readonly kind: 'wait'; readonly until: Instant }
  | { readonly kind: 'over' };

const MINUTE = 60_000;

/** The step that follows. A policy that got shorter meanwhile is repeated or over, never an error. */
export function nextStep(
  policy: EscalationPolicy,
  { priority, ...progress }: EscalationProgress & { readonly priority: Priority },
  now: Instant,
): NextStep {
  const { steps, repeatMinutes } = policy[priority];
  const step = steps[progress.step];
  const last = steps.at(-1);
  if (step) return dueAt(progress.startedAt + step.afterMinutes * MINUTE, now, dueOf(step, false));
  if (!last || repeatMinutes === null) return { kind: 'over' };
  const from = progress.firedAt ?? progress.startedAt;
  return dueAt(from + repeatMinutes * MINUTE, now, dueOf(last, true));
}

export const dueOf = ({ targets, firstBy }: EscalationStep, isRepeat: boolean): Due => ({
  targets,
  firstBy: firstBy ?? null,
  isRepeat,
});

const dueAt = (at: Instant, now: Instant, what: Due): NextStep =>
  at <= now ? { kind: 'due', ...what } : { kind: 'wait', until: at };
