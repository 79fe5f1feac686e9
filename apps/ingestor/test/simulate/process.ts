import type { Store } from '@wachter/services';
import { nodeCrypto } from '@wachter/store/node-crypto';
import { createIngestor, type Ingestor } from '../../src/app.ts';
import { silentLog } from '../../src/log.ts';
import type { FakeBroker } from '../fake-broker.ts';
import type { LogEntry } from './log.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** A whole ingestor, which can die or be held up between two steps. */
export interface SimulatedProcess {
  /** From now on the first message it is told ends it, or holds it up, at that boundary. */
  readonly arm: (boundary: 'before-commit' | 'after-commit', how: 'dies' | 'is-held-up') => void;
  readonly isOver: () => boolean;
  readonly isHeldUp: () => boolean;
  readonly goOn: () => void;
  /** It gets no answer from storage and no message any more. */
  readonly kill: () => void;
  /** Its lease has run out, by the clock of storage. */
  readonly loseLease: () => Promise<void>;
  /** What it says from now on counts for nothing in the log: another one leads. */
  readonly unlist: () => void;
  readonly end: () => Promise<void>;
}

export interface Surroundings {
  readonly store: Store;
  readonly broker: FakeBroker;
  readonly clock: VirtualClock;
  readonly log: LogEntry[];
  readonly newId: () => string;
}

/** Longer than any run: who leads is decided by the simulator alone. */
const LEASE_MS = 400 * 86_400_000;
const never = () => new Promise<never>(() => undefined);

type Heard = Extract<LogEntry, { readonly kind: 'heard' | 'status' }>;

interface Life {
  isOver: boolean;
  isListed: boolean;
  fence: bigint | null;
  armed: { readonly boundary: string; readonly how: 'dies' | 'is-held-up' } | null;
  fatal: Life['armed'];
  goOn: (() => void) | null;
  /** Told since the message at which it ends. */
  atRisk: Heard[] | null;
}

/** Storage as one process sees it: after its death it gets no answer any more. */
function mortal(store: Store, life: Life): Store {
  const guard = <Port extends object>(port: Port): Port =>
    new Proxy(port, {
      get: (target, key) => {
        const member: unknown = Reflect.get(target, key);
        if (typeof member !== 'function') return member;
        return (...given: unknown[]) => (life.isOver ? never() : member.apply(target, given));
      },
    });
  const lease = guard(store.lease);
  const acquire: Store['lease']['acquire'] = async (...given) => {
    const answer = await lease.acquire(...given);
    if (answer.ok) life.fence = answer.fence;
    return answer;
  };
  return {
    ...store,
    ingest: guard(store.ingest),
    lease: { acquire, renew: lease.renew, release: lease.release },
    maintenance: guard(store.maintenance),
  };
}

export function startProcess(around: Surroundings): SimulatedProcess {
  const { store, broker, clock, log } = around;
  const life: Life = { isOver: false, isListed: true, fence: null, armed: null, fatal: null, goOn: null, atRisk: null };
  const note = (entry: LogEntry) => {
    if (life.isListed && !life.isOver) log.push(entry);
  };
  const kill = () => {
    life.isOver = true;
    broker.orphan();
  };
  log.push({ kind: 'process-started', at: clock.now() });
  const ingestor = createIngestor({
    crypto: nodeCrypto,
    store: mortal(store, life),
    log: silentLog,
    broker: { url: 'mqtt://fake', clientId: 'wachter-ingestor', keepaliveSeconds: 30, sessionExpirySeconds: 3_600 },
    holder: around.newId(),
    now: clock.now,
    monotonic: clock.now,
    random: () => 0.5,
    newId: around.newId,
    filters: null,
    maxUnacked: 50_000,
    sparkplugHost: null,
    leaseTtlMs: LEASE_MS,
    line: (settings) => broker.line(listened(settings, { life, note, clock })),
    crossing: (boundary) => {
      if (life.isOver) return never();
      if (life.fatal?.boundary !== boundary) return undefined;
      const { how } = life.fatal;
      life.fatal = null;
      if (boundary === 'before-commit') for (const entry of life.atRisk ?? []) entry.isLost = true;
      if (how === 'is-held-up') {
        return new Promise<void>((resolve) => {
          life.goOn = resolve;
        });
      }
      kill();
      return never();
    },
  });
  ingestor.start();
  return handles(around, { life, ingestor, kill });
}

type Settings = Parameters<FakeBroker['line']>[0];

/** The line of the process, with everything it is told written into the log. */
function listened(
  settings: Settings,
  { life, note, clock }: { readonly life: Life; readonly note: (entry: LogEntry) => void; readonly clock: VirtualClock },
): Settings {
  let hasLed = false;
  return {
    ...settings,
    connected: (epoch, isSessionPresent) => {
      if (!hasLed) note({ kind: 'process-leads', at: clock.now() });
      hasLed = true;
      note({ kind: 'broker-there', at: clock.now() });
      settings.connected(epoch, isSessionPresent);
    },
    disconnected: () => {
      note({ kind: 'broker-gone', at: clock.now() });
      settings.disconnected();
    },
    deliver: (delivery) => {
      life.fatal ??= life.armed;
      life.armed = null;
      const entry = heardOf(delivery, clock.now());
      if (life.fatal) life.atRisk = [...(life.atRisk ?? []), entry];
      note(entry);
      settings.deliver(delivery);
    },
  };
}

function heardOf({ topic, payload, isRetained }: Parameters<Settings['deliver']>[0], at: number): Heard {
  const device = topic.split('/')[2] ?? '';
  const body = JSON.parse(Buffer.from(payload).toString());
  if (topic.endsWith('/status')) return { kind: 'status', at, device, isOnline: body.online === true, isLost: false };
  return {
    kind: 'heard',
    at,
    spoken: { device, boot: body.boot, seq: body.seq, samples: body.samples },
    isRetained,
    isLost: false,
  };
}

function handles(
  { store, clock }: Surroundings,
  { life, ingestor, kill }: { readonly life: Life; readonly ingestor: Ingestor; readonly kill: () => void },
): SimulatedProcess {
  return {
    arm: (boundary, how) => {
      life.armed = { boundary, how };
    },
    isOver: () => life.isOver,
    isHeldUp: () => life.goOn !== null,
    goOn: () => {
      life.goOn?.();
      life.goOn = null;
    },
    kill,
    loseLease: async () => {
      if (life.fence !== null) await store.lease.release('ingestor', life.fence);
    },
    unlist: () => {
      life.isListed = false;
    },
    end: async () => {
      life.isListed = false;
      void ingestor.stop(1);
      await clock.settled();
    },
  };
}
