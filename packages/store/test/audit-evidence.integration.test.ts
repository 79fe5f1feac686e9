import type { AuditAnchor } from '@wachter/services/audit/chain';
import { checkLinks, endChain, startChain } from '@wachter/services/audit/chain';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { nodeCrypto } from '../src/node-crypto.ts';
import { type OpenedStore, openTestStore } from './sample.ts';

let opened: OpenedStore;
beforeAll(async () => {
  opened = await openTestStore();
});
afterAll(() => opened.close());

/** A connection of that login to the database of this file. */
async function connected(login: 'superuser' | 'web'): Promise<pg.Client> {
  const url = new URL(inject('databaseServer').logins?.[login] ?? '');
  url.pathname = new URL(opened.url).pathname;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  return client;
}

const write = (objectId: string) =>
  opened.store.site.transaction((tx) =>
    tx.audit({ actor: 'Ada', action: 'site.put', objectKind: 'site', objectId, after: { n: 1.5 }, source: 'web' }),
  );

async function verdict(anchors: readonly AuditAnchor[] = []) {
  const links = await opened.store.audit.links(0, 1_000);
  const check = checkLinks(startChain, links, { anchors, sha256: nodeCrypto.sha256 });
  return endChain(check, await opened.store.audit.unlinked(), anchors);
}

/** What somebody with every right does to the tables behind the product's back, and how it was before, afterwards. */
async function tampered(sql: string, anchors?: readonly AuditAnchor[]) {
  const client = await connected('superuser');
  try {
    await client.query('CREATE TABLE kept_audit AS TABLE audit; CREATE TABLE kept_link AS TABLE audit_link');
    await client.query(`BEGIN; SET LOCAL session_replication_role = replica; ${sql}; COMMIT`);
    return await verdict(anchors);
  } finally {
    await client.query(`BEGIN; SET LOCAL session_replication_role = replica;
      DELETE FROM audit_link; DELETE FROM audit;
      INSERT INTO audit SELECT * FROM kept_audit; INSERT INTO audit_link SELECT * FROM kept_link;
      DROP TABLE kept_audit, kept_link; COMMIT`);
    await client.end();
  }
}

test('names the first bad act after every way to change the trail past the product', async () => {
  for (const n of [1, 2, 3, 4]) await write(`site ${n}`);
  const anchor = { at: 9, ...((await opened.store.audit.head()) ?? { seq: 0, hash: '' }) };
  expect(await verdict([anchor])).toBeNull();
  expect(await tampered(`UPDATE audit SET actor = 'Eve' WHERE object_id = 'site 2'`)).toMatchObject({ kind: 'edited', seq: 2 });
  expect(await tampered(`UPDATE audit SET after = '{"n": 2}' WHERE object_id = 'site 3'`)).toMatchObject({
    kind: 'edited',
    seq: 3,
  });
  expect(await tampered(`DELETE FROM audit WHERE object_id = 'site 2'`)).toMatchObject({ kind: 'missing', seq: 2 });
  expect(await tampered('DELETE FROM audit_link WHERE seq = 2')).toMatchObject({ kind: 'missing', seq: 2 });
  const insert = `INSERT INTO audit (at, actor, action, object_kind, object_id) VALUES (now(), 'Eve', 'site.put', 'site', 'x')`;
  expect(await tampered(insert)).toMatchObject({ kind: 'unlinked' });
  const cut =
    'DELETE FROM audit WHERE id = (SELECT audit_id FROM audit_link WHERE seq = 4); DELETE FROM audit_link WHERE seq = 4';
  expect([await tampered(cut), await tampered(cut, [anchor])]).toEqual([null, { kind: 'shortened', seq: 4, anchoredAt: 9 }]);
  const anew = `UPDATE audit SET actor = 'Eve' WHERE object_id = 'site 1'; DELETE FROM audit_link;
    DO $$ DECLARE act audit; s bigint := 0; p bytea := decode(repeat('00', 32), 'hex'); h bytea;
    BEGIN FOR act IN SELECT * FROM audit ORDER BY id LOOP s := s + 1; h := sha256(p || convert_to(audit_text(act), 'UTF8'));
      INSERT INTO audit_link VALUES (s, act.id, p, h); p := h; END LOOP; END $$`;
  expect([await tampered(anew), await tampered(anew, [anchor])]).toEqual([null, { kind: 'rewritten', seq: 4, anchoredAt: 9 }]);
  expect(await verdict([anchor])).toBeNull();
});

test('the login of the web process appends evidence and can take nothing of it back', async () => {
  await write('by the owner');
  const web = await connected('web');
  const refused = (sql: string) => expect(web.query(sql), sql).rejects.toMatchObject({ code: '42501' });
  for (const table of ['audit', 'audit_link', 'journal', 'power_run', 'cooling_episode', 'reading']) {
    await refused(`DELETE FROM ${table}`);
    await refused(`TRUNCATE ${table}`);
  }
  await refused(`UPDATE audit SET actor = 'Eve'`);
  await refused(`INSERT INTO audit_link VALUES (99, 1, '\\x01', '\\x02')`);
  await refused('ALTER TABLE audit DISABLE TRIGGER ALL');
  await refused('SET session_replication_role = replica');
  await web.query(`INSERT INTO audit (at, actor, action, object_kind, object_id) VALUES (now(), 'Web', 'site.put', 'site', 'w')`);
  expect(await verdict()).toBeNull();
  expect((await opened.store.audit.links(0, 1_000)).at(-1)?.text).toContain('"Web"');
  await web.end();
});
