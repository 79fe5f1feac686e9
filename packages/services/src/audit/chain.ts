import type { Instant } from '@wachter/core';
import { bytesOfHex, hexOf } from '../hex.ts';
import type { AuditLink } from '../ports/audit-store.ts';

/** The head of the chain as it was written down somewhere else. */
export interface AuditAnchor {
  readonly at: Instant;
  readonly seq: number;
  readonly hash: string;
}

/**
 * Where the chain breaks first. `edited`: the act is not what was hashed. `missing`: an act, or a link, was cut out. `replaced`: the link does not stand on the one
 * before it. `unlinked`: an act was put in past the chain. `shortened`: the end was cut off, for an anchor names a later link. `rewritten`: the whole chain was
 * made anew up to an anchor that says otherwise.
 */
export type ChainBreak =
  | { readonly kind: 'edited' | 'missing' | 'replaced'; readonly seq: number; readonly auditId: number | null }
  | { readonly kind: 'unlinked'; readonly auditId: number }
  | { readonly kind: 'shortened' | 'rewritten'; readonly seq: number; readonly anchoredAt: Instant };

export interface ChainCheck {
  readonly seq: number;
  readonly hash: string;
  readonly broken: ChainBreak | null;
}

export const startChain: ChainCheck = { seq: 0, hash: '0'.repeat(64), broken: null };

type Sha256 = (bytes: Uint8Array) => Uint8Array;

const hashOf = (prev: string, text: string, sha256: Sha256): string => {
  const [head, tail] = [bytesOfHex(prev), new TextEncoder().encode(text)];
  const bytes = new Uint8Array(head.length + tail.length);
  bytes.set(head);
  bytes.set(tail, head.length);
  return hexOf(sha256(bytes));
};

/** Goes on over further links, which must follow on those before. The first break stays. Pure but for `sha256`. */
export function checkLinks(
  before: ChainCheck,
  links: readonly AuditLink[],
  { anchors, sha256 }: { readonly anchors: readonly AuditAnchor[]; readonly sha256: Sha256 },
): ChainCheck {
  let { seq, hash } = before;
  for (const link of links) {
    if (before.broken) return before;
    const broken = (kind: 'edited' | 'missing' | 'replaced'): ChainCheck => ({
      seq,
      hash,
      broken: { kind, seq: kind === 'missing' ? seq + 1 : link.seq, auditId: link.seq === seq + 1 ? link.auditId : null },
    });
    if (link.seq !== seq + 1 || link.text === null) return broken('missing');
    if (link.prev !== hash) return broken('replaced');
    if (hashOf(link.prev, link.text, sha256) !== link.hash) return broken('edited');
    const other = anchors.find((anchor) => anchor.seq === link.seq && anchor.hash !== link.hash);
    if (other) return { seq, hash, broken: { kind: 'rewritten', seq: link.seq, anchoredAt: other.at } };
    seq = link.seq;
    hash = link.hash;
  }
  return { seq, hash, broken: before.broken };
}

/** The verdict when there are no more links. `unlinked`: see `AuditStore.unlinked`. */
export function endChain(check: ChainCheck, unlinked: readonly number[], anchors: readonly AuditAnchor[]): ChainBreak | null {
  if (check.broken) return check.broken;
  const beyond = anchors.toSorted((a, b) => a.seq - b.seq).find((anchor) => anchor.seq > check.seq);
  if (beyond) return { kind: 'shortened', seq: check.seq + 1, anchoredAt: beyond.at };
  const [stranger] = unlinked;
  return stranger === undefined ? null : { kind: 'unlinked', auditId: stranger };
}
