import { type Duty, dutiesOf, type EscalationPolicy, type OnDuty, ok, onDutyAt, type Result, type Rota } from '@wachter/core';
import { z } from 'zod';
import { defineVerb } from '../define-verb.ts';
import { loadTellingSetup, tellingAt } from './who-is-told.ts';

export const WhoIsOnDuty = z.strictObject({});

/** Somebody should be reachable and is not: nobody is on duty, or nobody can reach whoever is. `from` now or earlier: at this moment. */
export interface DutyWarning {
  readonly kind: 'nobody' | 'unreachable';
  readonly person: string | null;
  readonly from: number;
  readonly until: number;
}

export interface RotaOnDuty {
  readonly id: string;
  readonly siteId: string;
  readonly rota: Rota;
  readonly now: OnDuty;
  /** The coming seven days, present duty included. */
  readonly duties: readonly Duty[];
  readonly warnings: readonly DutyWarning[];
}

export interface OnCall {
  readonly rotas: readonly RotaOnDuty[];
  readonly policies: readonly { readonly siteId: string; readonly policy: EscalationPolicy; readonly isDefault: boolean }[];
  readonly people: readonly { readonly id: string; readonly name: string; readonly isReachable: boolean }[];
  /** Channels in use that do not deliver at present; `failure` is what the last attempt said. */
  readonly failing: readonly {
    readonly channelId: string;
    readonly name: string;
    readonly since: number;
    readonly failure: string;
  }[];
  /** False: nobody is told of anything. */
  readonly hasChannel: boolean;
}

const lookAheadMs = 7 * 86_400_000;

/** Who is on duty now and in the next seven days, by which steps people are told, and where nobody could be. */
export const whoIsOnDuty = defineVerb({
  action: 'rota.read',
  input: WhoIsOnDuty,
  run: async (context): Promise<Result<OnCall, never>> => {
    const now = context.now();
    const [setup, health] = await Promise.all([loadTellingSetup(context.store), context.store.notify.channelHealth()]);
    const used = new Map(setup.channels.filter(({ isEnabled }) => isEnabled).map(({ id, name }) => [id, name]));
    const { routesOf, policyOf } = tellingAt(setup, context.channels, now);
    const isReachable = (person: string) => routesOf(person).length > 0;
    const zoneOf = new Map(setup.sites.map(({ id, timeZone }) => [id, timeZone]));
    const rotas = setup.rotas.map(({ id, siteId, rota }): RotaOnDuty => {
      const zone = zoneOf.get(siteId) ?? 'UTC';
      const duties = dutiesOf(rota, zone, [now, now + lookAheadMs]);
      const warnings = duties.flatMap(({ person, from, until }): readonly DutyWarning[] => {
        if (person === null) return [{ kind: 'nobody', person, from, until }];
        return isReachable(person) ? [] : [{ kind: 'unreachable', person, from, until }];
      });
      return { id, siteId, rota, now: onDutyAt(rota, zone, now), duties, warnings };
    });
    const decided = new Set(setup.policies.map(({ siteId }) => siteId));
    return ok({
      rotas,
      policies: setup.sites.map(({ id: siteId }) => ({ siteId, policy: policyOf(siteId), isDefault: !decided.has(siteId) })),
      people: setup.users
        .filter(({ isDisabled }) => !isDisabled)
        .map(({ id, name }) => ({ id, name, isReachable: isReachable(id) })),
      failing: health.flatMap(({ channelId, failingSince: since, failure }) => {
        const name = used.get(channelId);
        return name === undefined || since === null ? [] : [{ channelId, name, since, failure: failure ?? '' }];
      }),
      hasChannel: used.size > 0,
    });
  },
});
