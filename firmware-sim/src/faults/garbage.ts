import { z } from 'zod';
import { utf8 } from '../devices/firmware.ts';
import { defineFault } from './define.ts';

const SPOILT: readonly ((payload: Uint8Array) => Uint8Array)[] = [
  (payload) => payload.slice(0, Math.floor(payload.length / 2)),
  () => utf8('{"samples":[{"t":1e400,"v":{"\u0000":9223372036854775808}}]}'),
  () => Uint8Array.from([0xff, 0xfe, 0x00, 0xc3, 0x28, 0xed, 0xa0, 0x80]),
  () => utf8(`{"seq":${'['.repeat(2000)}`),
  () => new Uint8Array(0),
  (payload) => payload.map((byte, index) => (index % 7 === 3 ? byte ^ 0x55 : byte)),
];

export const garbage = defineFault({
  id: 'garbage',
  description: {
    en: 'Some messages arrive as rubbish: cut off, not text, endless nesting, impossible numbers.',
    nl: 'Sommige berichten komen als rommel aan: afgekapt, geen tekst, eindeloos genest, onmogelijke getallen.',
  },
  params: z.object({ probability: z.number().min(0).max(1).default(0.3) }),
  begin: (params, random) => ({
    send: (publication) => {
      if (publication.retain || random.next() >= params.probability) return [publication];
      const spoil = SPOILT[random.below(SPOILT.length)];
      return [{ ...publication, payload: spoil ? spoil(publication.payload) : publication.payload }];
    },
  }),
});
