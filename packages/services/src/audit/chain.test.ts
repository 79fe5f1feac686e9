import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { bench, value } from '../../test/context.ts';
import type { AuditLink } from '../ports/audit-store.ts';
import { verbs } from '../verbs.ts';
import { type AuditAnchor, checkLinks, endChain, startChain } from './chain.ts';

const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest());
const digest = (prev: string, text: string) => createHash('sha256').update(Buffer.from(prev, 'hex')).update(text).digest('hex');

function chained(texts: readonly string[]): readonly AuditLink[] {
  const links: AuditLink[] = [];
  for (const [index, text] of texts.entries()) {
    const prev = links.at(-1)?.hash ?? '0'.repeat(64);
    links.push({ seq: index + 1, auditId: 100 + index, prev, hash: digest(prev, text), text });
  }
  return links;
}

const acts = ['[1, "Ada"]', '[2, "Bob"]', '[3, "Cas"]', '[4, "Dee"]'];
const honest = chained(acts);
const verdict = (links: readonly AuditLink[], anchors: readonly AuditAnchor[] = [], unlinked: readonly number[] = []) =>
  endChain(checkLinks(startChain, links, { anchors, sha256 }), unlinked, anchors);
const anchorAt = (seq: number): AuditAnchor => ({ at: 7, seq, hash: honest[seq - 1]?.hash ?? '' });
const changed = (seq: number, change: Partial<AuditLink>) =>
  honest.map((link) => (link.seq === seq ? { ...link, ...change } : link));

describe('the chain of the audit trail', () => {
  it('is sound when nothing was touched, also looked at in pieces and beside its anchors', () => {
    expect(verdict(honest, [anchorAt(2), anchorAt(4)])).toBeNull();
    const first = checkLinks(startChain, honest.slice(0, 3), { anchors: [], sha256 });
    expect(checkLinks(first, honest.slice(3), { anchors: [], sha256 })).toEqual({ seq: 4, hash: honest[3]?.hash, broken: null });
    expect(verdict([])).toBeNull();
  });

  it.each([
    ['an act that was edited', changed(2, { text: '[2, "Eve"]' }), { kind: 'edited', seq: 2, auditId: 101 }],
    ['an act that was deleted', changed(3, { text: null }), { kind: 'missing', seq: 3, auditId: 102 }],
    ['a link that was cut out', honest.filter(({ seq }) => seq !== 2), { kind: 'missing', seq: 2, auditId: null }],
    ['a beginning that was cut off', honest.slice(1), { kind: 'missing', seq: 1, auditId: null }],
    [
      'an act that was edited together with its hash',
      changed(2, { text: '[2, "Eve"]', hash: digest(honest[0]?.hash ?? '', '[2, "Eve"]') }),
      { kind: 'replaced', seq: 3, auditId: 102 },
    ],
  ])('names %s', (_, links, broken) => expect(verdict(links)).toEqual(broken));

  it('names an act that was put in past the chain', () =>
    expect(verdict(honest, [], [900, 901])).toEqual({ kind: 'unlinked', auditId: 900 }));

  it('does not see an end that was cut off, or a chain made anew, but an anchor does', () => {
    const anew = chained(['[1, "Ada"]', '[2, "Eve"]', '[3, "Cas"]', '[4, "Dee"]']);
    expect([verdict(honest.slice(0, 2)), verdict(anew)]).toEqual([null, null]);
    expect(verdict(honest.slice(0, 2), [anchorAt(3)])).toEqual({ kind: 'shortened', seq: 3, anchoredAt: 7 });
    expect(verdict(anew, [anchorAt(1), anchorAt(3)])).toEqual({ kind: 'rewritten', seq: 3, anchoredAt: 7 });
  });

  it('is walked by the verb to its end', async () => {
    const { context } = bench();
    for (const n of [1, 2, 3]) value(await verbs.addUser(context, { name: 'Bob', email: `bob${n}@example.org`, role: 'viewer' }));
    const head = await context.store.audit.head();
    const anchors = [{ at: 5, seq: 3, hash: head?.hash ?? '' }];
    expect(value(await verbs.verifyAudit(context, { anchors }))).toEqual({ sound: 3, head, anchors: 1, broken: null });
    const elsewhere = [{ at: 5, seq: 2, hash: head?.hash ?? '' }];
    expect(value(await verbs.verifyAudit(context, { anchors: elsewhere })).broken).toEqual({
      ...{ kind: 'rewritten', seq: 2, anchoredAt: 5 },
    });
  });
});
