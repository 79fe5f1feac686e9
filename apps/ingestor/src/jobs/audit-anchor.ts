import { auditTrail, type Instant } from '@wachter/core';
import type { Crypto, Store } from '@wachter/services';
import { breakWords } from '@wachter/services/audit/break-words';
import { type AuditAnchor, type ChainCheck, checkLinks, endChain, startChain } from '@wachter/services/audit/chain';
import type { Job } from './jobs.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const LINKS_AT_ONCE = 2_000;
const LINKS_A_ROUND = 50_000;

/** A place outside the database that keeps heads of the audit trail. */
export interface AnchorPlace {
  readonly name: string;
  /** Resolves when it is kept there, as far as that can be known. */
  readonly keep: (anchor: AuditAnchor) => Promise<void>;
  /** The last that is kept there; null where there is none, or the place cannot be read back. */
  readonly last: () => Promise<AuditAnchor | null>;
}

export interface AuditWatch {
  readonly job: Job;
  /** What the rule of every site is told of; empty before the trail was looked at to its end. */
  readonly works: () => ReadonlyMap<string, boolean>;
}

/**
 * Writes down the head of the audit trail outside the database every hour, after looking that the trail still stands on the anchor before: an end that was
 * cut off, or a trail made anew, is found within the hour, and an alarm until it is whole again.
 */
export function auditWatch(
  { audit }: Pick<Store, 'audit'>,
  { places, crypto }: { readonly places: readonly AnchorPlace[]; readonly crypto: Pick<Crypto, 'sha256'> },
): AuditWatch {
  let check: ChainCheck | null = null;
  let kept: AuditAnchor | null = null;
  let isWhole: boolean | null = null;

  /** Goes on to the end of the trail from where it was looked at last. False: there is more. */
  const walk = async (anchors: readonly AuditAnchor[]): Promise<boolean> => {
    for (let left = LINKS_A_ROUND; left > 0; left -= LINKS_AT_ONCE) {
      const links = await audit.links(check?.seq ?? 0, LINKS_AT_ONCE);
      if (links.length === 0) return true;
      check = checkLinks(check ?? startChain, links, { anchors, sha256: crypto.sha256 });
      if (check.broken) return true;
    }
    return false;
  };
  const look = async (now: Instant): Promise<object | null> => {
    const found = await Promise.all(places.map((place) => place.last()));
    const anchors = [...found, kept].filter((anchor) => anchor !== null);
    if (!(await walk(anchors))) return { auditLinksChecked: check?.seq ?? 0 };
    const broken = endChain(check ?? startChain, await audit.unlinked(), anchors);
    isWhole = broken === null;
    if (broken) {
      check = null;
      throw new Error(`The audit trail is broken. ${breakWords(broken).en}`);
    }
    if (!check || check.seq === 0) return null;
    kept ??= found.find((anchor) => anchor !== null) ?? null;
    if (kept && kept.seq === check.seq && now - kept.at < DAY) return null;
    const anchor = { at: now, seq: check.seq, hash: check.hash };
    for (const place of places) await place.keep(anchor);
    kept = anchor;
    return { anchored: anchor.seq };
  };
  return {
    job: { id: 'audit-anchor', everyMs: HOUR, run: look },
    works: () => new Map(isWhole === null ? [] : [[auditTrail.id, isWhole]]),
  };
}
