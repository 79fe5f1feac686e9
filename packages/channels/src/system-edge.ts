import { lookup } from 'node:dns/promises';
import type { ChannelEdge } from '@wachter/services/ports/channel';

/** Clock and name server of this machine. */
export const systemEdge: Pick<ChannelEdge, 'now' | 'resolve'> = {
  now: () => Date.now(),
  resolve: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
};
