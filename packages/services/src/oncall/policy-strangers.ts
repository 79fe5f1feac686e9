import { type EscalationPolicy, type EscalationTarget, priorities } from '@wachter/core';
import type { Invalid } from '../refusal.ts';
import type { TellingSetup } from './who-is-told.ts';

function isKnown(target: EscalationTarget, { rotas, users, channels }: TellingSetup): boolean {
  switch (target.kind) {
    case 'rota':
      return rotas.some(({ id }) => id === target.id);
    case 'person':
      return users.some(({ id }) => id === target.id);
    case 'channel':
      return channels.some(({ id }) => id === target.id);
    case 'role':
      return true;
    default:
      return target satisfies never;
  }
}

/** What a policy names that is not there, by its place in the input. */
export const strangersOf = (policy: EscalationPolicy, setup: TellingSetup): Invalid['issues'] =>
  priorities.flatMap((priority) =>
    policy[priority].steps.flatMap(({ targets, firstBy }, index) => {
      const path = `policy.${priority}.steps.${index}`;
      const isFirstKnown = firstBy === undefined || setup.channels.some(({ id }) => id === firstBy);
      return [
        ...(targets.every((target) => isKnown(target, setup))
          ? []
          : [{ path: `${path}.targets`, message: 'names somebody or something that is not there' }]),
        ...(isFirstKnown ? [] : [{ path: `${path}.firstBy`, message: 'is not a channel' }]),
      ];
    }),
  );
