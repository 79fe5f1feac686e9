/** What a broker notices of somebody who wants more than he may. Wachter is no intrusion detection: it counts and tells. */
export type SecurityEventKind =
  | 'login-refused'
  | 'client-id-of-another'
  | 'publish-refused'
  | 'subscribe-refused'
  | 'will-refused'
  | 'retain-refused'
  | 'packet-too-large'
  | 'too-many-connections'
  | 'session-taken-over'
  | 'account-withdrawn';

export interface SecurityEvent {
  readonly kind: SecurityEventKind;
  /** As the client claims it; untrusted text. */
  readonly userName: string;
  readonly address: string;
  readonly detail: string;
}

export interface SecurityEvents {
  readonly record: (event: SecurityEvent) => void;
  readonly counts: () => Readonly<Record<string, number>>;
}

const quietMs = 60_000;
const remembered = 1000;

/** Counts every event and tells each (kind, user) at most once a minute, with how many there were since. */
export function createSecurityEvents(
  tell: (event: SecurityEvent & { readonly count: number }) => void,
  now: () => number,
): SecurityEvents {
  const counts = new Map<string, number>();
  const seen = new Map<string, { toldAt: number; count: number }>();
  return {
    record: (event) => {
      counts.set(event.kind, (counts.get(event.kind) ?? 0) + 1);
      const key = `${event.kind} ${event.userName}`;
      const last = seen.get(key) ?? { toldAt: Number.NEGATIVE_INFINITY, count: 0 };
      last.count += 1;
      if (now() - last.toldAt >= quietMs) {
        tell({ ...event, detail: event.detail.slice(0, 200), count: last.count });
        last.toldAt = now();
        last.count = 0;
      }
      seen.delete(key);
      seen.set(key, last);
      const oldest = seen.size > remembered ? seen.keys().next().value : undefined;
      if (oldest !== undefined) seen.delete(oldest);
    },
    counts: () => Object.fromEntries(counts),
  };
}
