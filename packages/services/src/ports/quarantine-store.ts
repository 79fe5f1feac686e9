import type { Instant } from '@wachter/core';

export interface QuarantineRow {
  readonly id: number;
  readonly receivedAt: Instant;
  readonly deviceId: string | null;
  readonly channel: string | null;
  readonly topic: string;
  readonly kind: string;
  readonly detail: string;
  /** At most the first 2,000 bytes, as text where it is UTF-8, else hexadecimal. */
  readonly excerpt: string;
  readonly size: number;
}

export interface QuarantineStore {
  readonly list: (filter: {
    readonly deviceId?: string | undefined;
    readonly kind?: string | undefined;
    readonly beforeId?: number | undefined;
    readonly limit: number;
  }) => Promise<readonly QuarantineRow[]>;
  readonly counts: () => Promise<
    readonly { readonly deviceId: string; readonly kind: string; readonly count: number; readonly lastAt: Instant }[]
  >;
}
