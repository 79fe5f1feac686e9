import type { Random } from '../random/prng.ts';
import type { Link, Publication } from './firmware.ts';
import type { Probe } from './probe.ts';

/** What a gateway is made of: its own entry, if it has one, and the devices behind it. */
export interface GatewayParams {
  readonly account: string;
  readonly probes: readonly Probe[];
  readonly random: Random;
  readonly startAt: number;
  readonly clock: (device: string) => (now: number) => number;
  /** The line between this device and the gateway is dead. */
  readonly isCut: (device: string) => boolean;
}

/** What a gateway does when a device behind it is due, falls silent, or is heard again. */
export interface RotaDuties {
  readonly speak: (probe: Probe) => void;
  readonly gone?: (probe: Probe) => void;
  readonly back?: (probe: Probe) => void;
}

/** When each device behind a gateway speaks: every interval, and at once when an urgent channel changed. */
export interface Rota {
  /** Does what is due; returns when something is due next, in milliseconds since 1970. */
  readonly run: (now: number, duties: RotaDuties) => number;
  readonly isGone: (probe: Probe) => boolean;
}

const SCAN_MS = 1000;

export function createRota(params: GatewayParams): Rota {
  const turns = params.probes
    .filter((probe) => probe.spec.channels.length > 0)
    .map((probe) => ({
      probe,
      intervalMs: probe.spec.intervalSeconds * 1000,
      dueAt: params.startAt + Math.floor(params.random.next() * Math.min(probe.spec.intervalSeconds * 1000, 10_000)),
      told: '',
      isGone: false,
    }));
  let scanAt = params.startAt;
  return {
    isGone: (probe) => turns.some((turn) => turn.probe === probe && turn.isGone),
    run: (now, duties) => {
      const isScan = now >= scanAt;
      if (isScan) scanAt += SCAN_MS * Math.max(1, Math.ceil((now - scanAt + 1) / SCAN_MS));
      for (const turn of turns) {
        const isGone = params.isCut(turn.probe.spec.id);
        if (isGone !== turn.isGone) (isGone ? duties.gone : duties.back)?.(turn.probe);
        turn.isGone = isGone;
        const isDue = now >= turn.dueAt;
        if (isDue) turn.dueAt += turn.intervalMs * Math.max(1, Math.ceil((now - turn.dueAt + 1) / turn.intervalMs));
        else if (!isScan || turn.probe.urgent(now) === turn.told) continue;
        turn.told = turn.probe.urgent(now);
        if (!isGone) duties.speak(turn.probe);
      }
      return turns.reduce((soonest, turn) => Math.min(soonest, turn.dueAt), scanAt);
    },
  };
}

/** The link of a gateway with its counters. Gateways keep no buffer: what is said without a link is gone. */
export interface Mouth {
  readonly open: (link: Link) => void;
  readonly shut: () => void;
  readonly isOpen: () => boolean;
  readonly say: (publication: Publication) => void;
  readonly counts: () => { readonly published: number; readonly lost: number };
}

export function createMouth(): Mouth {
  let link: Link | null = null;
  const counts = { published: 0, lost: 0 };
  return {
    open: (opened) => {
      link = opened;
    },
    shut: () => {
      link = null;
    },
    isOpen: () => link !== null,
    say: (publication) => {
      counts[link === null ? 'lost' : 'published'] += 1;
      link?.publish(publication);
    },
    counts: () => counts,
  };
}

/** The report of a gateway: it numbers nothing and waits for no ack. */
export const reportOf = (mouth: Mouth) => ({ ...mouth.counts(), resent: 0, buffered: 0, seq: 0, acknowledged: 0 });
