import type { DeviceState, SiteModel } from '@wachter/core';
import { describe, expect, it } from 'vitest';
import { guideSteps } from './guide-steps.ts';

const empty: SiteModel = { revision: '1', sites: [], locations: [], equipment: [], devices: [], points: [] };
const site = { id: 's', slug: 'one', name: 'One', timeZone: 'Europe/Amsterdam', isDemo: false };
const room = {
  id: 'r',
  siteId: 's',
  parentId: null,
  kind: 'room',
  slug: 'hall',
  name: 'Hall',
  thermalClass: null,
  plan: null,
  sortOrder: 0,
} as const;
const device = {
  id: 'node-1',
  name: 'Node',
  locationId: 'r',
  parentId: null,
  dialect: 'native',
  status: 'new',
  firstSeenAt: 1,
} as const;
const next = (model: SiteModel, states: ReadonlyMap<string, DeviceState> = new Map()) =>
  guideSteps(model, states).find((step) => !step.isDone);

describe('the guide of an empty product', () => {
  it('begins with the name of the site', () => {
    expect(next(empty)?.id).toBe('site');
  });

  it('goes on with what is missing, wherever it was left', () => {
    expect(next({ ...empty, sites: [site] })?.id).toBe('room');
    expect(next({ ...empty, sites: [site], locations: [room] })?.id).toBe('device');
    expect(next({ ...empty, sites: [site], locations: [room], devices: [device] })?.id).toBe('message');
  });

  it('leads to the device that has spoken and waits', () => {
    const states = new Map([['node-1', { deviceId: 'node-1', lastSeenAt: 5 } as DeviceState]]);
    expect(next({ ...empty, sites: [site], locations: [room], devices: [device] }, states)).toMatchObject({
      id: 'approve',
      href: '/devices/node-1',
    });
  });
});
