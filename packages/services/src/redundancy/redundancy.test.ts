import { describe, expect, it } from 'vitest';
import { bench, refusal, T0, userWith, value } from '../../test/context.ts';
import { putMaintenanceWindow } from '../alarm/put-window.ts';
import { exportSite } from '../site/export.ts';
import { importSite } from '../site/import.ts';
import { listRedundancy } from './list.ts';
import { listRedundancyChains } from './list-chains.ts';
import { putRedundancyGroup } from './put.ts';
import { putRedundancyChain } from './put-chain.ts';
import { previewTouch } from './touch.ts';

const text = `version: 1
site: { slug: lab, name: Lab, timeZone: Europe/Amsterdam }
locations: [ { slug: hall, kind: room, name: Hall } ]
equipment:
  - { slug: ups-a, kind: ups, location: hall, name: UPS A }
  - { slug: ups-b, kind: ups, location: hall, name: UPS B }
devices:
  - { id: nut, dialect: native, name: Power meter }
  - { id: gateway, dialect: native, name: Gateway }
  - { id: line-1, dialect: native, name: Line 1, parent: gateway }
  - { id: line-2, dialect: native, name: Line 2 }
points:
  - { tag: a/state, name: UPS A state, device: nut, channel: a, quantity: ups-state, location: hall, equipment: ups-a }
  - { tag: b/state, name: UPS B state, device: nut, channel: b, quantity: ups-state, location: hall, equipment: ups-b }
  - tag: pair
    name: UPS pair
    quantity: redundancy
    location: hall
    derived:
      kind: redundancy
      group:
        scheme: { by: sides }
        need: { by: load, design: 60 }
        members: [ { kind: equipment, id: ups-a, capacity: 100, side: A }, { kind: equipment, id: ups-b, capacity: 100, side: B } ]
`;
const HOUR = 3_600_000;

async function lab() {
  const { context, as } = bench();
  const siteId = value(await importSite(context, { text })).siteId ?? '';
  const equipment = await context.store.site.equipment(siteId);
  const idOf = (slug: string) => equipment.find((one) => one.slug === slug)?.id ?? '';
  const window = (slug: string, startsAt = T0 + HOUR) => ({
    ...{ name: `Work on ${slug}`, scopeKind: 'equipment' as const, scopeId: idOf(slug), startsAt, durationMinutes: 60 },
    reason: 'battery replacement',
  });
  return { context, as, siteId, idOf, window };
}

describe('a redundancy group', () => {
  it('is a point of the site file by the names of its members, and comes out as it went in', async () => {
    const { context } = await lab();
    const out = value(await exportSite(context, { slug: 'lab' }));
    expect(out.text).toContain('ups-a');
    expect(value(await importSite(context, { text: out.text, dryRun: true })).plan).toEqual({
      added: [],
      changed: [],
      removed: [],
    });
  });

  it('is listed with the health of its members, and is unverified while nobody has spoken', async () => {
    const { context, siteId } = await lab();
    const [group] = value(await listRedundancy(context, { siteId }));
    expect(group).toMatchObject({ name: 'UPS pair', now: { state: 'unverified', worst: 'insufficient', demand: 60 } });
    expect(group?.members.map(({ name, health }) => `${name} ${health}`)).toEqual(['UPS A unknown', 'UPS B unknown']);
    expect(group?.month.time.notMeasured).toBe((group?.month.to ?? 0) - (group?.month.from ?? 0));
  });

  it('is made with its rules, changed, and refused where a member is not there', async () => {
    const { context, siteId, idOf } = await lab();
    const members = [{ kind: 'equipment' as const, id: idOf('ups-a') }];
    const group = { scheme: { by: 'spare' as const }, need: { by: 'count' as const, units: 1 }, members };
    const { point } = value(await putRedundancyGroup(context, { siteId, tag: 'one', name: 'One', group }));
    expect((await context.store.site.rules({ pointId: point.id })).map(({ type }) => type).sort()).toEqual(['stale', 'state']);
    const changed = value(await putRedundancyGroup(context, { id: point.id, siteId, tag: 'one', name: 'Only one', group }));
    expect(changed.point).toMatchObject({ id: point.id, name: 'Only one' });
    const stranger = { ...group, members: [{ kind: 'device' as const, id: 'nobody' }] };
    expect(refusal(await putRedundancyGroup(context, { siteId, tag: 'two', name: 'Two', group: stranger }))).toMatchObject({
      kind: 'not-found',
      id: 'nobody',
    });
  });

  it('is not made of a point that measures something', async () => {
    const { context, siteId } = await lab();
    const state = await context.store.site.pointByTag('a/state');
    const group = {
      scheme: { by: 'spare' as const },
      need: { by: 'count' as const, units: 1 },
      members: [{ kind: 'device' as const, id: 'nut' }],
    };
    const asked = { id: state?.id ?? 0, siteId, tag: 'a/state', name: 'x', group };
    expect(refusal(await putRedundancyGroup(context, asked)).kind).toBe('not-a-group');
  });
});

describe('a chain of groups', () => {
  const chained = `${text}  - tag: single
    name: Line
    quantity: redundancy
    derived: { kind: redundancy, group: { scheme: { by: spare }, need: { by: count, units: 1 }, members: [ { kind: device, id: line-2 } ] } }
  - tag: power
    name: Power of the hall
    quantity: redundancy
    location: hall
    derived: { kind: redundancy-chain, chain: { paths: [ { name: A, groups: [ pair, single ] }, { name: B, groups: [ single ] } ] } }
`;

  it('comes out of the site file as it went in, whatever stands first in it, and names only groups', async () => {
    const { context } = bench();
    const { siteId } = value(await importSite(context, { text: chained }));
    const out = value(await exportSite(context, { slug: 'lab' }));
    expect(value(await importSite(context, { text: out.text, dryRun: true })).plan).toEqual({
      added: [],
      changed: [],
      removed: [],
    });
    const wrong = await importSite(context, { text: chained.replace('[ pair, single ]', '[ a/state ]') });
    expect(JSON.stringify(refusal(wrong))).toContain('a/state is no redundancy group of this file');
    const [chain] = value(await listRedundancyChains(context, { siteId: siteId ?? '' }));
    expect(chain).toMatchObject({
      ...{ name: 'Power of the hall', now: { state: 'unverified', worst: 'insufficient' } },
      paths: [
        {
          name: 'A',
          carries: null,
          groups: [
            { name: 'UPS pair', state: 'unverified' },
            { name: 'Line', state: 'unverified' },
          ],
        },
        { name: 'B', carries: null },
      ],
    });
  });

  it('is made with its rules, changed, and refused where it names no group or would become one', async () => {
    const { context, siteId } = await lab();
    const pair = (await context.store.site.pointByTag('pair'))?.id ?? 0;
    const state = (await context.store.site.pointByTag('a/state'))?.id ?? 0;
    const chain = { paths: [{ name: 'A', groups: [String(pair)] }] };
    const asked = { siteId, tag: 'power', name: 'Power', chain };
    const { point } = value(await putRedundancyChain(context, asked));
    expect((await context.store.site.rules({ pointId: point.id })).map(({ type }) => type).sort()).toEqual(['stale', 'state']);
    expect(value(await putRedundancyChain(context, { ...asked, id: point.id, name: 'Feed' })).point.name).toBe('Feed');
    for (const id of [state, point.id]) {
      const other = { paths: [{ name: 'A', groups: [String(id)] }] };
      expect(refusal(await putRedundancyChain(context, { ...asked, tag: 'x', chain: other }))).toMatchObject({
        kind: 'not-found',
      });
    }
    expect(refusal(await putRedundancyChain(context, { ...asked, id: pair })).kind).toBe('not-a-group');
    expect(value(await listRedundancy(context, { siteId })).map(({ name }) => name)).toEqual(['UPS pair']);
  });
});

describe('before you touch', () => {
  it('names the groups that lose units and the points that go blind', async () => {
    const { context, window } = await lab();
    const { name: _, reason: __, ...what } = window('ups-a');
    const touched = value(await previewTouch(context, what));
    expect(touched.groups).toMatchObject([{ name: 'UPS pair', needsSecondPerson: false, after: { worst: 'insufficient' } }]);
    expect(touched.blind.map(({ name }) => name)).toEqual(['UPS A state']);
  });

  it('refuses work on both sides at once to one person, and asks a second one to say so', async () => {
    const { as, window } = await lab();
    const [ada, bob] = [as(userWith('manager')), as(userWith('administrator'))];
    value(await putMaintenanceWindow(ada, window('ups-a')));
    expect(refusal(await putMaintenanceWindow(ada, { ...window('ups-b'), takesBothSides: true }))).toMatchObject({
      ...{ kind: 'needs-second-person', group: 'UPS pair', other: 'Work on ups-a' },
    });
    expect(refusal(await putMaintenanceWindow(bob, window('ups-b'))).kind).toBe('needs-second-person');
    expect(value(await putMaintenanceWindow(bob, { ...window('ups-b'), takesBothSides: true })).touched.groups).toMatchObject([
      { needsSecondPerson: true },
    ]);
  });

  it('refuses one piece of work that takes both sides, to anybody: it is planned as two by two', async () => {
    const { context, as, window } = await lab();
    const [hall] = await context.store.site.locations();
    const both = { ...window('ups-a'), scopeKind: 'location' as const, scopeId: hall?.id ?? '' };
    for (const person of [as(userWith('manager')), as(userWith('administrator'))]) {
      const asked = putMaintenanceWindow(person, { ...both, takesBothSides: true });
      expect(refusal(await asked)).toMatchObject({ kind: 'needs-second-person', group: 'UPS pair', other: null });
    }
    const { name: _, reason: __, ...what } = both;
    expect(value(await previewTouch(context, what)).groups).toMatchObject([{ takesBothSides: true, needsSecondPerson: false }]);
    expect(await context.store.site.windows()).toEqual([]);
  });

  it('counts the alarms of a group among what work covers only where the group itself is meant', async () => {
    const { context, window } = await lab();
    const { covered } = value(await putMaintenanceWindow(context, window('ups-a')));
    expect(covered.map(({ name }) => name)).not.toContain('UPS pair');
    const pair = await context.store.site.pointByTag('pair');
    const own = { ...window('ups-a'), scopeKind: 'point' as const, scopeId: String(pair?.id) };
    const named = value(await putMaintenanceWindow(context, own)).covered.map(({ name }) => name);
    expect(new Set(named)).toEqual(new Set(['UPS pair']));
  });

  it('takes out with a gateway what hangs on it', async () => {
    const { context, siteId } = await lab();
    const members = ['line-1', 'line-2'].map((id) => ({ kind: 'device' as const, id }));
    const group = { scheme: { by: 'spare' as const }, need: { by: 'count' as const, units: 1 }, members };
    value(await putRedundancyGroup(context, { siteId, tag: 'lines', name: 'Lines', group }));
    const work = { scopeKind: 'device' as const, scopeId: 'gateway', startsAt: T0 + HOUR, durationMinutes: 60 };
    expect(value(await previewTouch(context, work)).groups).toMatchObject([{ name: 'Lines', members: ['device:line-1'] }]);
  });

  it('does not mind the other side at another time', async () => {
    const { context, window } = await lab();
    value(await putMaintenanceWindow(context, window('ups-a')));
    value(await putMaintenanceWindow(context, window('ups-b', T0 + 5 * HOUR)));
  });
});
