import net from 'node:net';

const canListen = (port: number): Promise<number | null> =>
  new Promise((resolve) => {
    const probe = net.createServer();
    probe.once('error', () => resolve(null));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : null));
    });
  });

export const isPortFree = async (port: number): Promise<boolean> => (await canListen(port)) !== null;

/** The preferred port when it is free, else one the system picks. Somebody may take it before we do: callers try again. */
export async function freePort(preferred: number | null): Promise<number> {
  const port = (preferred === null ? null : await canListen(preferred)) ?? (await canListen(0));
  if (port === null) throw new Error('no free TCP port on 127.0.0.1');
  return port;
}
