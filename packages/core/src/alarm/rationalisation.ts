import { type Priority, priorities, type Words } from '../quantity/define.ts';
import type { Instant } from '../reading/reading.ts';
import { priorityMixTargets } from './kpi-targets.ts';

/** What happens when nobody acts, from worst to least. */
export const consequenceClasses = ['severe', 'major', 'minor', 'negligible'] as const;
export type ConsequenceClass = (typeof consequenceClasses)[number];

export const consequenceWords: Readonly<Record<ConsequenceClass, Words>> = {
  severe: { en: 'severe: people in danger, or the site down', nl: 'ernstig: mensen in gevaar, of de locatie ligt plat' },
  major: { en: 'major: equipment damaged, or service lost in part', nl: 'groot: apparatuur beschadigd, of dienst deels weg' },
  minor: { en: 'minor: a reserve or comfort lost', nl: 'klein: reserve of comfort weg' },
  negligible: { en: 'negligible: nobody would notice', nl: 'te verwaarlozen: niemand zou het merken' },
};

/** Minutes within which one must act, as columns of the matrix; the last column is whatever takes longer. */
export const responseBands = [5, 30, 240] as const;

/**
 * Priority by consequence and time to respond, not by kind of sensor (ISA-18.2, EEMUA 191: the method; the cells are those of the site,
 * made so that a sound set of alarms comes near 80 % low, 15 % medium and 5 % high).
 */
export const priorityMatrix: Readonly<Record<ConsequenceClass, readonly [Priority, Priority, Priority, Priority]>> = {
  severe: ['critical', 'critical', 'high', 'medium'],
  major: ['critical', 'high', 'medium', 'low'],
  minor: ['medium', 'medium', 'low', 'low'],
  negligible: ['low', 'low', 'low', 'low'],
};

/** What the matrix proposes. `respondWithinMinutes` is above zero. */
export function proposedPriority(consequence: ConsequenceClass, respondWithinMinutes: number): Priority {
  const column = responseBands.findIndex((most) => respondWithinMinutes <= most);
  return priorityMatrix[consequence][column < 0 ? responseBands.length : column] ?? 'low';
}

/** Why an alarm exists and why it has its priority, as people decided once. Never changed: the next decision is a new record. */
export interface Rationalisation {
  readonly id: string;
  readonly ruleId: string;
  readonly at: Instant;
  /** Who wrote it down, and who approved it. */
  readonly by: string;
  readonly approvedBy: string;
  readonly why: string;
  readonly consequence: ConsequenceClass;
  readonly respondWithinMinutes: number;
  readonly proposed: Priority;
  readonly priority: Priority;
  /** Why the priority is not the proposed one; null where it is. */
  readonly deviation: string | null;
  readonly reviewAt: Instant;
  /** Parameters of the rule at that time. */
  readonly params: unknown;
}

/** `changed`: the rule is not what was decided on any more. */
export const rationalisationStatuses = ['none', 'changed', 'review-due', 'valid'] as const;
export type RationalisationStatus = (typeof rationalisationStatuses)[number];

export interface MixShare {
  readonly priority: Priority;
  readonly count: number;
  readonly share: number;
  readonly target: number;
}

/** How priorities are spread beside the published mix; low is better high, the others are better low. */
export function priorityMixOf(all: readonly Priority[]): readonly MixShare[] {
  return priorities.map((priority) => {
    const count = all.filter((one) => one === priority).length;
    return { priority, count, share: all.length === 0 ? 0 : count / all.length, target: priorityMixTargets[priority].value };
  });
}
