import { describe, expect, it } from 'vitest';
import { bench, userWith } from '../../test/context.ts';
import type { Actor } from '../access/actor.ts';
import { verbs } from '../verbs.ts';

const site = { slug: 'lab', name: 'Lab', timeZone: 'Europe/Amsterdam' };
const token: Actor = { kind: 'token', id: 't', name: 'export', scopes: ['read:points'] };

describe('what was forbidden', () => {
  it.each([
    ['a person', userWith('viewer'), 'Ada viewer'],
    ['a token', token, 'token export'],
  ])('to %s leaves one row, with who, what, and from where', async (_, actor, name) => {
    const { context } = bench(actor);
    expect(await verbs.createSite({ ...context, source: 'api' }, site)).toMatchObject({ error: { kind: 'forbidden' } });
    expect(await context.store.people.auditTrail({ limit: 5 })).toMatchObject([
      { actor: name, action: 'site.edit', objectKind: 'site', source: 'api', after: { refused: 'forbidden' } },
    ]);
  });

  it('leaves one row a minute for each who and what, however often it is tried', async () => {
    const { context, as, advance } = bench(userWith('viewer'));
    const rows = async () =>
      (await context.store.people.auditTrail({ limit: 50 })).map(({ actor, action }) => `${actor} ${action}`);
    for (let tries = 0; tries < 20; tries += 1)
      await Promise.all([verbs.createSite(context, site), verbs.createSite(context, site)]);
    expect(await rows()).toEqual(['Ada viewer site.edit']);
    await verbs.addDisplay(context, { name: 'Wall' });
    await verbs.createSite(as(token), site);
    expect(await rows()).toEqual(['token export site.edit', 'Ada viewer display.manage', 'Ada viewer site.edit']);
    advance(59_999);
    await verbs.createSite(context, site);
    expect(await rows()).toHaveLength(3);
    advance(1);
    await verbs.createSite(context, site);
    expect(await rows()).toHaveLength(4);
  });

  it('is tried again when the row could not be written', async () => {
    const { context } = bench(userWith('viewer'));
    const { transaction } = context.store.site;
    let isAway = true;
    const unreliable: typeof context.store.site = {
      ...context.store.site,
      transaction: (work) => (isAway ? Promise.reject(new Error('away')) : transaction(work)),
    };
    const weak = { ...context, store: { ...context.store, site: unreliable } };
    await expect(verbs.createSite(weak, site)).rejects.toThrow('away');
    isAway = false;
    await verbs.createSite(weak, site);
    expect(await context.store.people.auditTrail({ limit: 5 })).toHaveLength(1);
  });

  it('to a display leaves no row: it asks again with every page', async () => {
    const { context } = bench({ kind: 'display', id: 'd', siteId: null });
    expect(await verbs.createSite(context, site)).toMatchObject({ error: { kind: 'forbidden' } });
    expect(await context.store.people.auditTrail({ limit: 5 })).toEqual([]);
  });
});
