import { connect, createServer, type Socket } from 'node:net';

/**
 * What the proxy does with bytes. `pass` is a wire; `refuse` ends what is open and what comes, as a proxy does whose server is gone;
 * `swallow` keeps every connection of that time open for ever and lets nothing through, as a half-open connection does.
 */
export type Fault = 'pass' | 'refuse' | 'swallow';

export interface FaultProxy {
  readonly port: number;
  readonly turn: (fault: Fault) => void;
  readonly openConnections: () => number;
  readonly close: () => Promise<void>;
}

/** A wire between browser and server on loopback, which can be cut in the ways that hurt. */
export async function startFaultProxy(targetPort: number): Promise<FaultProxy> {
  let fault: Fault = 'pass';
  const open = new Set<Pair>();
  const server = createServer({ allowHalfOpen: true }, (near) => {
    near.on('error', () => near.destroy());
    if (fault === 'refuse') return near.destroy();
    const pair = joined(near, connect(targetPort, '127.0.0.1'));
    if (fault === 'swallow') pair.swallow();
    open.add(pair);
    near.once('close', () => open.delete(pair));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
  return {
    port: address.port,
    openConnections: () => open.size,
    turn: (next) => {
      fault = next;
      if (next === 'refuse') for (const pair of open) pair.end();
      if (next === 'swallow') for (const pair of open) pair.swallow();
    },
    close: () => {
      for (const pair of open) pair.end();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

interface Pair {
  readonly swallow: () => void;
  readonly end: () => void;
}

function joined(near: Socket, far: Socket): Pair {
  let isDeaf = false;
  const end = () => {
    near.destroy();
    far.destroy();
  };
  const pump = (from: Socket, to: Socket) => {
    from.on('data', (bytes) => {
      if (!isDeaf) to.write(bytes);
    });
    from.on('error', () => !isDeaf && end());
    from.on('close', () => !isDeaf && to.end());
  };
  pump(near, far);
  pump(far, near);
  near.on('close', () => far.destroy());
  return {
    swallow: () => {
      isDeaf = true;
    },
    end,
  };
}
