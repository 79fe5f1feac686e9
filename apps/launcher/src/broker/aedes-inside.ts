import type { Client } from 'aedes';

/** Parts of aedes' client that its types leave out. Pinned version; `broker.integration.test.ts` is the contract. */
interface Inside {
  duplicates: unknown;
  id: string;
  _parser: { parse: (bytes: Buffer) => number; readonly packet: { readonly length: number } };
}

const inside = (client: Client): Inside => client as unknown as Inside;

const neverSeen: ProxyHandler<Record<string, number>> = { get: () => 0, set: () => true };

/**
 * aedes forgets messages that arrive out of the order of its counter, and with storage that answers later they do: they would stall
 * until the next connection. Everything of ours is idempotent, so nothing is filtered.
 */
export function neverFilterDuplicates(client: Client): void {
  inside(client).duplicates = new Proxy<Record<string, number>>({}, neverSeen);
}

/** Calls `onTooLarge` as soon as the header of a packet announces more than `limit` bytes, before they are gathered in memory. */
export function limitPacketSize(client: Client, limit: number, onTooLarge: (bytes: number) => void): void {
  const parser = inside(client)._parser;
  const parse = parser.parse.bind(parser);
  parser.parse = (bytes) => {
    const left = parse(bytes);
    if (parser.packet.length > limit) onTooLarge(parser.packet.length);
    return left;
  };
}
