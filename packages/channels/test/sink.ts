import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Heard {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Sink extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  readonly heard: readonly Heard[];
}

/** A server on loopback that keeps what it hears and answers as told; 200 when nothing is said. */
export async function openSink(
  answer: (response: ServerResponse, heard: Heard) => void = (response) => response.end('ok'),
): Promise<Sink> {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const one = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body: Buffer.concat(parts) };
      heard.push(one);
      answer(response, one);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    heard,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A port nobody listens on. */
export async function closedPort(): Promise<number> {
  const sink = await openSink();
  await sink[Symbol.asyncDispose]();
  return sink.port;
}
