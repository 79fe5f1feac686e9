import net from 'node:net';

/** A line in front of the database that can go silent in both directions with its sockets open, as a dead switch does. */
export interface BlackHole {
  readonly url: string;
  readonly swallow: () => void;
  /** From here on every connection is ended, held ones too. */
  readonly sever: () => void;
  readonly restore: () => void;
  readonly close: () => Promise<void>;
}

export async function blackHole(target: string): Promise<BlackHole> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<net.Socket>();
  let mode: 'open' | 'silent' | 'severed' = 'open';
  const server = net.createServer((near) => {
    if (mode === 'severed') {
      near.destroy();
      return;
    }
    const far = net.connect(Number(port), hostname);
    for (const [from, to] of [[near, far] as const, [far, near] as const]) {
      sockets.add(from);
      from.on('data', (bytes) => {
        if (mode === 'open') to.write(bytes);
      });
      from.on('error', () => {});
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = new URL(target);
  url.hostname = '127.0.0.1';
  url.port = String(typeof address === 'object' && address ? address.port : 0);
  return {
    url: url.href,
    swallow: () => {
      mode = 'silent';
    },
    sever: () => {
      mode = 'severed';
      for (const socket of sockets) socket.destroy();
    },
    restore: () => {
      mode = 'open';
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
