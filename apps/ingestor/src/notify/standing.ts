import { dutyCover, type Instant, notificationPath, onDutyAt } from '@wachter/core';
import type { ChannelHealth } from '@wachter/services';
import type { RoundKnowledge } from './deliver.ts';

/** Whether people can be told: what the rules of a site are told of, and the same as a sentence for the log and for health. */
export interface Standing {
  /** By type of rule; one that is missing has nothing to say of this site. */
  readonly of: (siteId: string) => ReadonlyMap<string, boolean>;
  readonly problem: string | null;
}

/** Channels that are switched off, and sites without a rota, fail nobody. */
export function standingOf({ setup, telling }: RoundKnowledge, health: readonly ChannelHealth[], now: Instant): Standing {
  const used = new Map(setup.channels.filter(({ isEnabled }) => isEnabled).map(({ id, name }) => [id, name]));
  const failing = health.filter(({ channelId, failingSince }) => failingSince !== null && used.has(channelId));
  const [first] = failing;
  const zoneOf = new Map(setup.sites.map(({ id, timeZone }) => [id, timeZone]));
  const isCovered = (siteId: string): boolean =>
    setup.rotas
      .filter((row) => row.siteId === siteId)
      .every(({ rota }) => {
        const { person } = onDutyAt(rota, zoneOf.get(siteId) ?? 'UTC', now);
        return person !== null && telling.routesOf(person).length > 0;
      });
  return {
    of: (siteId) =>
      new Map([
        [notificationPath.id, failing.length === 0],
        // Without any channel nobody is told at all: the overview says that, and a rota changes nothing in it.
        [dutyCover.id, used.size === 0 || isCovered(siteId)],
      ]),
    problem: first ? `Alarms cannot be told by ${used.get(first.channelId)} (${first.failure ?? 'no answer'})` : null,
  };
}
