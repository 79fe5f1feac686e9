import { type EscalationTarget, priorities } from '@wachter/core';
import type { PolicyRow } from '../ports/notify-settings.ts';

/** Steps of telling name it: taken away, they would tell nobody without a word. */
export interface NamedInSteps {
  readonly kind: 'named-in-steps';
}

export const isNamedInSteps = (policies: readonly PolicyRow[], kind: 'rota' | 'channel', id: string): boolean => {
  const isMeant = (target: EscalationTarget) => target.kind === kind && target.id === id;
  return policies.some(({ policy }) =>
    priorities.some((priority) => policy[priority].steps.some(({ targets }) => targets.some(isMeant))),
  );
};
