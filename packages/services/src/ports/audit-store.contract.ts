import { createHash, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { checkLinks, endChain, startChain } from '../audit/chain.ts';
import { type MakeStore, useStore } from './fixture.contract.ts';
import type { Store } from './store.ts';

const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest());

const act = (objectId: string, after: unknown) => ({
  ...{ actor: 'Ada', action: 'site.put', objectKind: 'site', objectId, source: 'web' },
  after,
});
const write = (store: Store, objectId: string, after: unknown) => store.site.transaction((tx) => tx.audit(act(objectId, after)));

async function allLinks(store: Store) {
  const links = [];
  for (let after = 0; ; after = links.at(-1)?.seq ?? after) {
    const page = await store.audit.links(after, 500);
    if (page.length === 0) return links;
    links.push(...page);
  }
}

/** What every adapter of `AuditStore` must do. */
export function describeAuditStore(makeStore: MakeStore): void {
  describe('AuditStore', () => {
    const store = useStore(makeStore);

    it('links every act to the one before, so that the chain can be checked from its beginning', async () => {
      const id = randomUUID();
      await write(store(), id, { zulu: 1, a: 'é "quoted" \u2028', deep: [{ bb: null, a: 0.5 }] });
      await write(store(), id, null);
      const links = await allLinks(store());
      const ends = { anchors: [], sha256 };
      const checked = checkLinks(startChain, links, ends);
      expect(endChain(checked, await store().audit.unlinked(), [])).toBeNull();
      expect(await store().audit.head()).toEqual({ seq: checked.seq, hash: checked.hash });
      expect(links.map(({ seq }) => seq)).toEqual(links.map((_, index) => index + 1));
    });

    it('reads an act back from the text that was hashed', async () => {
      const id = randomUUID();
      await write(store(), id, { zulu: 1, a: 'é "quoted"' });
      const link = (await allLinks(store())).find(({ text }) => text?.includes(id));
      const [row] = await store().people.auditTrail({ objectId: id, limit: 1 });
      const at = new Date(row?.at ?? 0).toISOString();
      const [auditId, when, ...rest] = JSON.parse(link?.text ?? 'null');
      expect([auditId, when]).toEqual([row?.id, at]);
      expect(rest).toEqual(['Ada', 'site.put', 'site', id, null, { zulu: 1, a: 'é "quoted"' }, 'web']);
    });

    it('links what many write at once one after another, and nothing of what is taken back', async () => {
      const ids = Array.from({ length: 8 }, () => randomUUID());
      const gone = randomUUID();
      const failing = store().site.transaction(async (tx) => {
        await tx.audit(act(gone, {}));
        throw new Error('taken back');
      });
      await Promise.allSettled([failing, ...ids.map((id) => write(store(), id, { n: 1 }))]);
      const links = await allLinks(store());
      expect(ids.filter((id) => links.filter(({ text }) => text?.includes(id)).length === 1)).toHaveLength(8);
      expect(links.some(({ text }) => text?.includes(gone))).toBe(false);
      expect(checkLinks(startChain, links, { anchors: [], sha256 }).broken).toBeNull();
    });
  });
}
