import { rules } from '@wachter/core/alarm/rules/index';
import { describe, expect, it } from 'vitest';
import { bench, refusal, T0, value } from '../../test/context.ts';
import { addDevice } from '../device/add.ts';
import { editRule } from '../rule/edit.ts';
import { exportSite } from './export.ts';
import { importSite } from './import.ts';

const text = `version: 1
site: { slug: lab, name: Lab, timeZone: Europe/Amsterdam }
locations:
  - { slug: hall-a, kind: room, parent: building-1, name: Hall A, thermalClass: A1, plan: { widthMeters: 18, depthMeters: 12, shapes: [ { kind: rack, x: 2, y: 3, width: 0.6, depth: 1.1, label: A01 } ] } }
  - { slug: building-1, kind: building, name: Building 1 }
  - { slug: store, kind: room, parent: building-1, name: Store }
equipment:
  - { slug: crah-a1, kind: cooler, location: hall-a, name: CRAH A1 }
devices:
  - { id: env-1, dialect: native, name: Sensor 1, location: hall-a, parent: gw-1 }
  - { id: gw-1, dialect: native, name: Gateway }
points:
  - { tag: hall-a/temp, name: Inlet, device: env-1, channel: temp, quantity: inlet-temperature, location: hall-a, equipment: crah-a1, unit: "°F", place: { x: 0.2, y: 0.3, heightMeters: 1.8, rack: A01, side: front } }
  - { tag: hall-a/rh, name: Humidity, device: env-1, channel: rh, quantity: relative-humidity, location: hall-a, intervalSeconds: 200 }
  - { tag: hall-a/dew, name: Dew point, quantity: dew-point, location: hall-a, derived: { kind: dew-point, temperature: hall-a/temp, humidity: hall-a/rh } }
  - tag: hall-a/supply
    name: Supply air
    device: env-1
    channel: supply
    quantity: supply-air-temperature
    location: store
    rules:
      - { type: limit, params: { high: { warning: 25 } }, priority: low }
`;

const nothing = { added: [], changed: [], removed: [] };
const plan = async (at: ReturnType<typeof bench>, file: string, dryRun = false) =>
  value(await importSite(at.context, { text: file, dryRun })).plan;
const brief = (items: readonly { readonly object: string; readonly key: string }[]) =>
  items.map(({ object, key }) => `${object} ${key}`);
const without = (pattern: RegExp) =>
  text
    .split('\n')
    .filter((line) => !pattern.test(line))
    .join('\n');

describe('importing a site file', () => {
  it('keeps what feeds a device, gives it back, and refuses a feed that is not in the file', async () => {
    const at = bench();
    const fed = text.replace('name: Gateway }', 'name: Gateway, fedBy: crah-a1 }');
    value(await importSite(at.context, { text: fed }));
    const [thing] = await at.context.store.site.equipment();
    expect(await at.context.store.site.device('gw-1')).toMatchObject({ fedById: thing?.id });
    expect(await plan(at, fed)).toMatchObject(nothing);
    const { text: out } = value(await exportSite(at.context, { slug: 'lab' }));
    expect(out).toContain('fedBy: crah-a1');
    expect(brief((await plan(at, text)).changed)).toEqual(['device gw-1']);
    expect(refusal(await importSite(at.context, { text: fed.replace('fedBy: crah-a1', 'fedBy: pdu-9') })).kind).toBe(
      'site-file-refused',
    );
  });

  it('keeps nameplates, gives them back with their defaults, and says where one is wrong', async () => {
    const at = bench();
    const rated = text.replace('name: CRAH A1 }', 'name: CRAH A1, rating: { ratedKw: 50 } }');
    value(await importSite(at.context, { text: rated }));
    expect(await plan(at, rated)).toMatchObject(nothing);
    const { text: out } = value(await exportSite(at.context, { slug: 'lab' }));
    expect(out).toMatch(/rating:\n\s+ratedKw: 50/);
    expect(brief((await plan(at, text)).changed)).toEqual(['equipment crah-a1']);
    expect(refusal(await importSite(at.context, { text: rated.replace('ratedKw: 50', 'ratedKw: 0') }))).toMatchObject({
      kind: 'site-file-refused',
    });
  });

  it('keeps what feeds equipment whatever the order in the file, and refuses power that comes from itself', async () => {
    const at = bench();
    const board = (fedBy: string) => `equipment:\n  - { slug: board, kind: switchgear, name: Board, fedBy: [${fedBy}] }\n`;
    const fed = text
      .replace('equipment:\n', board('ups-a'))
      .replace('devices:\n', '  - { slug: ups-a, kind: ups, name: UPS A }\ndevices:\n');
    value(await importSite(at.context, { text: fed }));
    const things = await at.context.store.site.equipment();
    expect(things.find(({ slug }) => slug === 'board')?.fedBy).toEqual([things.find(({ slug }) => slug === 'ups-a')?.id]);
    expect(await plan(at, fed)).toMatchObject(nothing);
    expect(value(await exportSite(at.context, { slug: 'lab' })).text).toMatch(/fedBy:\n\s+- ups-a/);
    const loop = fed.replace('name: UPS A }', 'name: UPS A, fedBy: [board] }');
    expect(JSON.stringify(refusal(await importSite(at.context, { text: loop })))).toContain('ups-a → board → ups-a');
    expect(refusal(await importSite(at.context, { text: fed.replace('[ups-a]', '[ups-z]') })).kind).toBe('site-file-refused');
  });

  it('builds the whole site: tree, devices approved, points active with rules, derived points bound', async () => {
    const at = bench();
    const { siteId, plan: done } = value(await importSite(at.context, { text }));
    expect(done.added).toHaveLength(1 + 3 + 1 + 2 + 4);
    const { site } = at.context.store;
    const places = await site.locations(siteId ?? '');
    const building = places.find((place) => place.slug === 'building-1');
    const hall = places.find((place) => place.slug === 'hall-a');
    expect(hall).toMatchObject({ parentId: building?.id, thermalClass: 'A1', plan: { widthMeters: 18 } });
    expect(await site.device('env-1')).toMatchObject({
      status: 'approved',
      approvedAt: T0,
      parentId: 'gw-1',
      locationId: hall?.id,
      siteId,
    });
    const temp = await site.pointByTag('hall-a/temp');
    const rh = await site.pointByTag('hall-a/rh');
    expect(temp).toMatchObject({
      status: 'active',
      sourceUnit: '°F',
      locationId: hall?.id,
      place: { rack: 'A01', side: 'front' },
    });
    expect(rh).toMatchObject({ intervalSeconds: 200, staleSeconds: 600 });
    const derivedFrom = { kind: 'dew-point', temperature: temp?.id, humidity: rh?.id };
    expect(await site.pointByTag('hall-a/dew')).toMatchObject({ derivedFrom, deviceId: null });
    const supply = await site.pointByTag('hall-a/supply');
    const rules = await site.rules({ pointId: supply?.id ?? 0 });
    expect(rules.map((rule) => rule.type).toSorted()).toEqual(['limit', 'stale']);
    expect(await site.rules({ deviceId: 'env-1' })).toMatchObject([{ type: 'device-offline' }]);
  });

  it('changes nothing the second time, nor when its own export is imported', async () => {
    const at = bench();
    await plan(at, text);
    const stateOf = async () =>
      JSON.stringify(await at.context.store.ingest.loadDirectory().then(({ revision: _, ...rest }) => rest));
    const before = await stateOf();
    expect(await plan(at, text)).toEqual(nothing);
    const exported = value(await exportSite(at.context, { slug: 'lab' })).text;
    expect(await plan(at, exported)).toEqual(nothing);
    expect(await stateOf()).toBe(before);
    expect(exported).toContain('rules: default');
    const elsewhere = bench();
    await plan(elsewhere, exported);
    expect(value(await exportSite(elsewhere.context, { slug: 'lab' })).text).toBe(exported);
  });

  it('carries rules of every type that watches points, those with other points among them, there and back', async () => {
    const own = rules.filter((rule) => rule.watches === 'point' && rule.id !== 'state');
    const lines = own.map(
      ({ id, examples }) => `      - { type: ${id}, priority: low, params: ${JSON.stringify(examples[0]?.params)} }`,
    );
    const file = text.replace(/ {6}- \{ type: limit.*/, lines.join('\n'));
    const [at, elsewhere] = [bench(), bench()];
    await plan(at, file);
    const point = await at.context.store.site.pointByTag('hall-a/supply');
    const types = (await at.context.store.site.rules({ pointId: point?.id ?? 0 })).map((rule) => rule.type);
    expect(types.toSorted()).toEqual(own.map(({ id }) => id).toSorted());
    const exported = value(await exportSite(at.context, { slug: 'lab' })).text;
    await plan(elsewhere, exported);
    expect(value(await exportSite(elsewhere.context, { slug: 'lab' })).text).toBe(exported);
    expect(await plan(at, exported)).toEqual(nothing);
  });

  it.each([
    ...['{{7*7}} $' + '{7*7} <%= 7*7 %>', '!!js/function "x"', '*all', '&anchor b', '- x', 'x: { y', '# no comment', 'a # b'],
    ...['yes', 'null', '~', '0x1F', '1e3', '2026-11-25', "'", '"', '|', '> x', '=1+1', '@x', '%TAG', '---', '...', '\\n', 'ê€𝕏'],
  ])('W10: writes the name %j as the text it is, and reads it back as such', async (name) => {
    const [at, elsewhere] = [bench(), bench()];
    await plan(at, text.replace('name: Hall A,', `name: ${JSON.stringify(name)},`));
    const exported = value(await exportSite(at.context, { slug: 'lab' })).text;
    await plan(elsewhere, exported);
    const hall = (await elsewhere.context.store.site.locations()).find((location) => location.slug === 'hall-a');
    expect(hall?.name).toBe(name);
    expect(await plan(at, exported)).toEqual(nothing);
  });

  it.each(['two\nlines', 'tab\there', 'bell\u0007', 'turned \u202e around'])(
    'W10: takes no name %j of more than plain text',
    async (name) => {
      const file = text.replace('name: Hall A,', `name: ${JSON.stringify(name)},`);
      expect(refusal(await importSite(bench().context, { text: file })).kind).toBe('site-file-refused');
    },
  );

  it('writes nothing in a dry run and says the same as the run', async () => {
    const at = bench();
    const dry = await plan(at, text, true);
    expect(await at.context.store.site.sites()).toEqual([]);
    expect(await at.context.store.people.auditTrail({ limit: 9 })).toEqual([]);
    expect(await plan(at, text)).toEqual(dry);
  });

  it('names each changed field with what it was and what it will be', async () => {
    const at = bench();
    await plan(at, text);
    const edited = text
      .replace('name: Sensor 1', 'name: Sensor one')
      .replace('heightMeters: 1.8', 'heightMeters: 2')
      .replace('warning: 25', 'warning: 26');
    const { changed } = await plan(at, edited, true);
    expect(brief(changed)).toEqual(['device env-1', 'point hall-a/temp', 'point hall-a/supply']);
    expect(changed[0]?.fields).toEqual([{ field: 'name', before: 'Sensor 1', after: 'Sensor one' }]);
    expect(changed[1]?.fields).toMatchObject([{ field: 'place', before: { heightMeters: 1.8 }, after: { heightMeters: 2 } }]);
    expect(changed[2]?.fields).toMatchObject([{ field: 'rules' }]);
    const rules = async () =>
      at.context.store.site.rules({ pointId: (await at.context.store.site.pointByTag('hall-a/supply'))?.id ?? 0 });
    const before = await rules();
    await plan(at, edited);
    const after = await rules();
    expect(after.map((rule) => rule.id)).toEqual(before.map((rule) => rule.id));
    expect(after.find((rule) => rule.type === 'limit')?.params).toMatchObject({ high: { warning: 26 } });
    expect(await plan(at, edited)).toEqual(nothing);
  });

  it('retires what the file leaves out and never deletes it', async () => {
    const at = bench();
    await plan(at, text);
    const shorter = `${without(/hall-a\/dew|env-1|hall-a\/temp|crah-a1|slug: store/).split('  - tag: hall-a/supply')[0]}`;
    const { removed } = await plan(at, shorter, true);
    expect(brief(removed).toSorted()).toEqual([
      'device env-1',
      'point hall-a/dew',
      'point hall-a/rh',
      'point hall-a/supply',
      'point hall-a/temp',
    ]);
    const revision = await plan(at, shorter);
    expect(revision.removed).toHaveLength(5);
    expect((await at.context.store.site.points()).map((point) => point.status)).toEqual(Array(4).fill('retired'));
    expect((await at.context.store.site.device('env-1'))?.status).toBe('ignored');
    expect((await at.context.store.site.rules()).filter((rule) => rule.isEnabled && rule.pointId !== null)).toEqual([]);
    expect(await plan(at, shorter)).toEqual(nothing);
    const back = await plan(at, text);
    expect(back.changed.flatMap((item) => item.fields.map((field) => field.field))).toContain('status');
    expect((await at.context.store.site.points()).map((point) => point.status)).toEqual(Array(4).fill('active'));
    expect(await plan(at, text)).toEqual(nothing);
  });

  it('takes away places and things that nothing refers to', async () => {
    const at = bench();
    await plan(at, `${text}`.replace('{ slug: store,', '{ slug: attic, kind: room, name: Attic }\n  - { slug: store,'));
    expect(brief((await plan(at, text)).removed)).toEqual(['location attic']);
    expect((await at.context.store.site.locations()).map((place) => place.slug)).not.toContain('attic');
  });

  it('keeps a point and its history under a new tag when device and channel are the same', async () => {
    const at = bench();
    await plan(at, text);
    const before = await at.context.store.site.pointByTag('hall-a/rh');
    const { changed, added, removed } = await plan(at, text.replaceAll('hall-a/rh', 'hall-a/humidity'));
    expect([added, removed]).toEqual([[], []]);
    expect(changed.flatMap((item) => item.fields.map((field) => field.field)).toSorted()).toEqual(['derived', 'tag']);
    expect((await at.context.store.site.pointByTag('hall-a/humidity'))?.id).toBe(before?.id);
  });

  it('adopts a point that the ingestor heard before anybody described it', async () => {
    const at = bench();
    const lease = await at.context.store.lease.acquire('ingest', 'test', 60_000);
    if (!lease.ok) throw new Error('no lease');
    const device = {
      id: 'env-1',
      dialect: 'native',
      name: 'env-1',
      parentId: null,
      model: 'WS-2',
      firmware: '1.4.0',
      firstSeenAt: T0,
    };
    const heard = { deviceId: 'env-1', channel: 'temp', tag: 'env-1/temp', name: 'temp', quantity: null, sourceUnit: null };
    const [point] = await at.context.store.ingest.register(
      lease.fence,
      [device],
      [{ ...heard, intervalSeconds: 10, staleSeconds: 60 }],
    );
    await plan(at, text);
    expect(await at.context.store.site.pointByTag('hall-a/temp')).toMatchObject({ id: point?.id, status: 'active' });
    expect(await at.context.store.site.device('env-1')).toMatchObject({ model: 'WS-2', firmware: '1.4.0', status: 'approved' });
  });

  it('ends the credential of a device that the file blocks', async () => {
    const at = bench();
    value(await addDevice(at.context, { id: 'env-1', name: 'Sensor 1', dialect: 'native' }));
    await plan(at, text);
    expect((await at.context.store.site.brokerAccounts())[0]?.revokedAt).toBeNull();
    await plan(at, text.replace('name: Sensor 1, location', 'name: Sensor 1, status: blocked, location'));
    expect((await at.context.store.site.device('env-1'))?.status).toBe('blocked');
    expect((await at.context.store.site.brokerAccounts())[0]?.revokedAt).toBe(T0);
  });

  it('shows and undoes what people changed by hand, and exports it when they want to keep it', async () => {
    const at = bench();
    await plan(at, text);
    const point = await at.context.store.site.pointByTag('hall-a/temp');
    const [rule] = await at.context.store.site.rules({ pointId: point?.id ?? 0 });
    value(await editRule(at.context, { id: rule?.id ?? '', isEnabled: false }));
    const kept = value(await exportSite(at.context, { slug: 'lab' })).text;
    expect(kept).toContain('enabled: false');
    expect(await plan(at, kept)).toEqual(nothing);
    expect(brief((await plan(at, text)).changed)).toEqual(['point hall-a/temp']);
    expect((await at.context.store.site.rules({ pointId: point?.id ?? 0 })).every((one) => one.isEnabled)).toBe(true);
  });
});

const replaced = (from: string | RegExp, to: string) => text.replace(from, to);

describe('a site file that is refused', () => {
  it.each<[string, string, number, RegExp]>([
    ['broken YAML', replaced('{ slug: crah-a1,', '{ slug: [crah-a1,'), 8, /./],
    ['an unknown key', replaced('name: Store }', 'name: Store, colour: red }'), 6, /colour/i],
    ['another version', replaced('version: 1', 'version: 2'), 1, /1/],
    ['an unknown time zone', replaced('Europe/Amsterdam', 'Europe/Atlantis'), 2, /time zone/],
    ['an unknown quantity', replaced('quantity: relative-humidity', 'quantity: magic'), 14, /no quantity magic/],
    ['an unknown dialect', replaced('dialect: native, name: Gateway', 'dialect: morse, name: Gateway'), 11, /no dialect morse/],
    ['a room that is not there', replaced('location: store', 'location: cellar'), 21, /no location cellar/],
    [
      'a parent that is not there',
      replaced('name: Store }', 'name: Store }').replace('parent: building-1, name: Store', 'parent: b2, name: Store'),
      6,
      /no location b2/,
    ],
    ['a device that is not there', replaced('device: env-1, channel: rh', 'device: env-9, channel: rh'), 14, /no device env-9/],
    ['equipment that is not there', replaced('equipment: crah-a1', 'equipment: crah-b7'), 13, /no equipment crah-b7/],
    ['a tag twice', replaced('tag: hall-a/supply', 'tag: hall-a/rh'), 16, /there twice/],
    ['a channel twice', replaced('channel: supply', 'channel: rh'), 19, /there twice/],
    ['a slug twice', replaced('slug: store', 'slug: hall-a'), 6, /there twice/],
    ['a device twice', replaced('id: gw-1', 'id: env-1').replace(', parent: gw-1', ''), 11, /there twice/],
    ['a place within itself', replaced('kind: building, name', 'kind: building, parent: hall-a, name'), 4, /within itself/],
    [
      'a plan of a building',
      replaced('kind: building,', 'kind: building, plan: { widthMeters: 1, depthMeters: 1, shapes: [] },'),
      5,
      /only rooms/,
    ],
    ['a unit of another dimension', replaced('unit: "°F"', 'unit: Pa'), 13, /Pa cannot become/],
    ['a point without a source', replaced('device: env-1, channel: rh, ', ''), 14, /device and channel, or derived/],
    [
      'a derived point without its source',
      replaced('humidity: hall-a/rh }', 'humidity: hall-a/wind }'),
      15,
      /no point hall-a\/wind/,
    ],
    [
      'a derived point of the wrong kind',
      replaced('humidity: hall-a/rh }', 'humidity: hall-a/temp }'),
      15,
      /does not measure humidity/,
    ],
    ['an unknown rule type', replaced('{ type: limit', '{ type: mood'), 23, /no rule type mood/],
    ['rule params out of order', replaced('warning: 25', 'warning: 25, critical: 20'), 23, /ascend/],
    ['a position outside the plan', replaced('x: 0.2', 'x: 7'), 13, /1/],
  ])('says line and reason of %s', async (_, file, line, reason) => {
    const at = bench();
    const refused = refusal(await importSite(at.context, { text: file }));
    if (refused.kind !== 'site-file-refused') throw new Error(refused.kind);
    expect(refused.problems[0]).toMatchObject({ line });
    expect(refused.problems[0]?.message).toMatch(reason);
    expect(await at.context.store.site.sites()).toEqual([]);
  });

  it('points at the very key or value that is wrong', async () => {
    const at = async (file: string) => {
      const refused = refusal(await importSite(bench().context, { text: file }));
      return refused.kind === 'site-file-refused' ? refused.problems[0] : undefined;
    };
    const lines = text.split('\n');
    const column = (line: number, word: string) => (lines[line - 1]?.indexOf(word) ?? -1) + 1;
    expect(await at(text.replace('name: Store }', 'colour: red, name: Store }'))).toMatchObject({
      column: column(6, 'name: Store'),
    });
    expect(await at(text.replace('quantity: dew-point', 'quantity: magic'))).toMatchObject({
      ...{ line: 15, column: column(15, 'dew-point, location'), path: 'points.2.quantity' },
    });
    expect(await at(text.replace(', name: Store }', ' }'))).toMatchObject({ line: 6, path: 'locations.2.name' });
  });

  it('takes neither points nor devices of another site', async () => {
    const at = bench();
    await plan(at, text);
    const refused = refusal(await importSite(at.context, { text: text.replace('slug: lab', 'slug: lab-2') }));
    if (refused.kind !== 'site-file-refused') throw new Error(refused.kind);
    expect(refused.problems.map((problem) => problem.line)).toContain(10);
    expect(refused.problems[0]?.message).toMatch(/another site/);
    expect(await at.context.store.site.sites()).toHaveLength(1);
  });

  it('leaves everything as it was when storage fails half way', async () => {
    const at = bench();
    const { site } = at.context.store;
    const failing = {
      ...site,
      transaction: ((work) =>
        site.transaction((tx) =>
          work({ ...tx, addRules: () => Promise.reject(new Error('disk full')) }),
        )) as typeof site.transaction,
    };
    const context = { ...at.context, store: { ...at.context.store, site: failing } };
    await expect(importSite(context, { text })).rejects.toThrow('disk full');
    expect(await site.sites()).toEqual([]);
    expect(await site.points()).toEqual([]);
  });

  it('survives a bomb of aliases', async () => {
    const bomb = `a: &a [x, x, x, x, x, x, x, x, x]\nb: &b [${'*a, '.repeat(9)}]\nc: &c [${'*b, '.repeat(9)}]\nd: &d [${'*c, '.repeat(9)}]\ne: [${'*d, '.repeat(9)}]\n`;
    expect(refusal(await importSite(bench().context, { text: bomb })).kind).toBe('site-file-refused');
  });
});
