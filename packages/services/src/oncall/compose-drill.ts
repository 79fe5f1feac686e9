import { isDrillUnderWay, type OwedNotice } from '@wachter/core';
import type { Services } from '../context.ts';
import { drillNotices, mayBeTold } from './drill-notices.ts';
import { type TellingSetup, tellingAt } from './who-is-told.ts';

/** What an exercise of a site begins with. `notices` is empty where no channel reaches anybody. */
export interface DrillStart {
  readonly recipients: number;
  readonly notices: readonly OwedNotice[];
  /** Users whom no channel reaches. */
  readonly unreached: readonly string[];
}

/** A marked message to everybody whom the site may ever tell, by every way to them. */
export function composeDrill(
  context: Pick<Services, 'now' | 'newId' | 'channels'>,
  setup: TellingSetup,
  drill: { readonly id: string; readonly siteId: string },
): DrillStart {
  const telling = tellingAt(setup, context.channels, context.now());
  const ways = mayBeTold(setup, telling, drill.siteId).map((recipient) => ({ recipient, routes: telling.routesOf(recipient) }));
  return {
    recipients: ways.length,
    notices: ways.flatMap((way) => drillNotices(context, drill.id, way)),
    unreached: ways.filter(({ routes }) => routes.length === 0).map(({ recipient }) => recipient),
  };
}

/** Those that were omitted stand among the last ones, too. */
const lastOnes = 5;

/** Whether messages of an exercise of the site wait to be sent. */
export async function isUnderWay({ store }: Pick<Services, 'store'>, siteId: string): Promise<boolean> {
  for (const { id } of await store.notify.drills(siteId, { limit: lastOnes, kind: 'drill' })) {
    if (isDrillUnderWay(await store.notify.noticesOf(id))) return true;
  }
  return false;
}
