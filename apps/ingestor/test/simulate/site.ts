import type { Point, RuleInstance } from '@wachter/core';
import type { Store } from '@wachter/services';
import type { Chance } from './random.ts';

export const SITE = '00000000-0000-7000-8000-000000000001';
export const DEVICES = ['node-1', 'node-2'] as const;
/** In calm a device speaks so often; its points grow stale after two and a half intervals. */
export const INTERVAL_SECONDS = 1_800;
export const STALE_SECONDS = 4_500;

interface Channel {
  readonly device: string;
  readonly channel: string;
  readonly quantity: string;
}

export const CHANNELS: readonly Channel[] = [
  { device: 'node-1', channel: 't', quantity: 'inlet-temperature' },
  { device: 'node-1', channel: 'leak', quantity: 'leak' },
  { device: 'node-2', channel: 't', quantity: 'inlet-temperature' },
  { device: 'node-2', channel: 'door', quantity: 'door' },
];

/** Ids of points follow the order of `CHANNELS`, from 1. */
export const pointIdOf = (device: string, channel: string): number =>
  CHANNELS.findIndex((one) => one.device === device && one.channel === channel) + 1;

const ruleId = (n: number): string => `00000000-0000-7000-8000-0000000001${String(n).padStart(2, '0')}`;

type Drawn = Pick<RuleInstance, 'type' | 'params'> & Partial<RuleInstance>;

function limitOf(chance: Chance, side: 'high' | 'low'): unknown {
  const limits = side === 'high' ? { high: { warning: 27, critical: 32 } } : { low: { warning: 18, critical: 15 } };
  const hysteresis = chance.oneOf([0, 0.5, 1]);
  return { ...limits, hysteresis, dwellSeconds: chance.oneOf([0, 60, 300, 900]), holdOffSeconds: chance.oneOf([0, 120, 600]) };
}

/** Windows of which a part holds one value at most: what the engine keeps of a longer one is coarser than every value. */
const rateOf = (chance: Chance): unknown => ({
  ...{ windowSeconds: chance.oneOf([120, 240]), direction: chance.oneOf(['rise', 'fall', 'both']), warning: 4, critical: 9 },
  ...{ hysteresis: chance.oneOf([0, 1]), dwellSeconds: chance.oneOf([0, 30]), holdOffSeconds: chance.oneOf([0, 120]) },
});

const countOf = (chance: Chance): unknown => ({
  ...{ windowSeconds: chance.oneOf([900, 3_600]), states: ['open', 'forced'], warning: 2, critical: 4 },
  holdOffSeconds: chance.oneOf([0, 300]),
});

/** Rules as a site has them: one of every type at least, with delays and latching that the seed decides. */
export function drawRules(chance: Chance): readonly RuleInstance[] {
  const isLatching = () => chance.isLuck(0.3);
  const door = { bad: { forced: 'critical' }, held: { open: { level: 'warning', afterSeconds: chance.oneOf([30, 600]) } } };
  const leak = { bad: { wet: 'critical' }, keeps: ['fault'], dwellSeconds: chance.oneOf([0, 5]) };
  const stale = () => ({ afterSeconds: chance.oneOf([2_700, 4_500]) });
  const offline = () => ({
    afterSeconds: 5_400,
    graceSeconds: chance.oneOf([0, 10, 60]),
    trustsStatus: chance.isLuck(0.8),
  });
  const drawn: readonly Drawn[] = [
    { type: 'limit', pointId: 1, params: limitOf(chance, 'high'), isLatching: isLatching() },
    { type: 'state', pointId: 2, params: { ...leak, holdOffSeconds: chance.oneOf([0, 30, 300]) }, isLatching: isLatching() },
    { type: 'stale', pointId: 1, params: stale() },
    { type: 'limit', pointId: 3, params: limitOf(chance, 'low'), isLatching: isLatching() },
    { type: 'state', pointId: 4, params: door },
    { type: 'stale', pointId: 3, params: stale(), isLatching: isLatching() },
    { type: 'rate', pointId: 1, params: rateOf(chance) },
    { type: 'count', pointId: 4, params: countOf(chance), isLatching: isLatching() },
    { type: 'device-offline', deviceId: 'node-1', params: offline() },
    { type: 'device-offline', deviceId: 'node-2', params: offline() },
  ];
  return drawn.map((rule, index) => ({
    ...{ id: ruleId(index), siteId: SITE, pointId: null, deviceId: null, priority: 'high' as const },
    ...{ isLatching: false, isEnabled: true, cause: null, consequence: null, response: null, respondWithinMinutes: null },
    ...rule,
  }));
}

/** Delays after which something may change: moments worth looking at. */
export const edgesOf = (rules: readonly RuleInstance[]): readonly number[] => {
  const found = new Set<number>();
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if (key.endsWith('Seconds') && typeof inner === 'number' && inner > 0) found.add(inner);
      look(inner);
    }
  };
  for (const { params } of rules) look(params);
  return [...found].sort((a, b) => a - b);
};

const pointOf = ({ device, channel, quantity }: Channel): Omit<Point, 'id'> & { readonly id: null } => ({
  ...{ id: null, tag: `${device}.${channel}`, name: channel, siteId: SITE, locationId: null, equipmentId: null },
  ...{ deviceId: device, channel, quantity, sourceUnit: null, intervalSeconds: INTERVAL_SECONDS, staleSeconds: STALE_SECONDS },
  ...{ status: 'active', place: {}, derivedFrom: null },
});

/** Puts the site into storage: two devices, four points; rules come by `putRule`. */
export async function putSite(store: Store, at: number): Promise<void> {
  await store.site.transaction(async (tx) => {
    await tx.putSite({ id: SITE, slug: 'rtm-1', name: 'Rotterdam 1', timeZone: 'Europe/Amsterdam' });
    for (const id of DEVICES) {
      await tx.putDevice({
        ...{ id, dialect: 'native', status: 'approved', siteId: SITE, locationId: null, parentId: null, fedById: null, name: id },
        ...{ model: null, firmware: null, approvedAt: at, approvedBy: 'simulator', mapping: null, firstSeenAt: at },
      });
    }
    for (const channel of CHANNELS) await tx.putPoint(pointOf(channel));
  });
}
