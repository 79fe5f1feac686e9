import { type EscalationTarget, type OwedNotice, owe, priorities, type Route } from '@wachter/core';
import type { Context } from '../context.ts';
import type { Telling, TellingSetup } from './who-is-told.ts';

/** Everybody whom a site may ever tell: all steps of its policy, and all who take turns in its rotas. */
export function mayBeTold(setup: TellingSetup, { policyOf, recipientsOf }: Telling, siteId: string): readonly string[] {
  const policy = policyOf(siteId);
  const targets: readonly EscalationTarget[] = priorities.flatMap((priority) =>
    policy[priority].steps.flatMap((step) => step.targets),
  );
  const takingTurns = setup.rotas
    .filter((row) => row.siteId === siteId)
    .flatMap(({ rota }) => [
      ...rota.layers.flatMap(({ people }) => people),
      ...rota.holidays.flatMap(({ person }) => person ?? []),
      ...rota.overrides.map(({ person }) => person),
    ]);
  const known = new Set(setup.users.filter(({ isDisabled }) => !isDisabled).map(({ id }) => id));
  const named = [...targets.flatMap((target) => recipientsOf(target, siteId)), ...takingTurns.filter((id) => known.has(id))];
  return [...new Set(named)];
}

/** What an exercise owes to a recipient by each way; every way is a subject of its own, so that one answers for none of the others. */
export const drillNotices = (
  context: Pick<Context, 'newId' | 'now'>,
  drillId: string,
  to: { readonly recipient: string; readonly routes: readonly Route[] },
): readonly OwedNotice[] =>
  to.routes.map(({ channelId, address }, index) => {
    const key = { subjectKind: 'drill' as const, subjectId: drillId, activation: index + 1, kind: 'drill' as const, sequence: 0 };
    const more = { id: context.newId(), address, priority: 'high' as const, now: context.now() };
    return owe({ ...key, recipient: to.recipient, channelId }, more);
  });
