import type { Instant } from '@wachter/core';

/** Identity of one network connection. A packet id means something only within the connection that carried it. */
export type Epoch = symbol;

/** A PUBLISH as it came, not yet acknowledged. `messageId` is null for QoS 0, which the broker forgets at once. */
export interface Delivery {
  readonly topic: string;
  readonly payload: Uint8Array;
  readonly receivedAt: Instant;
  readonly isRetained: boolean;
  readonly isDuplicate: boolean;
  readonly messageId: number | null;
  readonly epoch: Epoch;
}
