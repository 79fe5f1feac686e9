/** One link of the chain over the audit trail. Hashes are 64 hexadecimal digits. */
export interface AuditLink {
  /** 1, 2, 3 …, without a gap. */
  readonly seq: number;
  readonly auditId: number;
  /** Hash of the link before; zeros at the beginning. */
  readonly prev: string;
  /** SHA-256 over the bytes of `prev` and the UTF-8 of `text`. */
  readonly hash: string;
  /**
   * The act as its hash reads it: a JSON array of its id, time (UTC, milliseconds), actor, action, kind and id of the object, before, after and source,
   * with keys in one order. Null when the act is gone.
   */
  readonly text: string | null;
}

/** The chain over the audit trail. It has no writer: a link is made with its act, in the same transaction. */
export interface AuditStore {
  /** Links after `after`, the first first. */
  readonly links: (after: number, limit: number) => Promise<readonly AuditLink[]>;
  /** The last link; null when nobody did anything yet. */
  readonly head: () => Promise<Pick<AuditLink, 'seq' | 'hash'> | null>;
  /** Ids of acts that have no link: written past the chain. At most 100, the first first. */
  readonly unlinked: () => Promise<readonly number[]>;
}
