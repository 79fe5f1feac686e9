import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { dialects } from '@wachter/dialects';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLog } from '../log.ts';
import { createMemoryKeeper } from './keep-memories.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'wachter-memories-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
const keeper = () => createMemoryKeeper(folder, { log: silentLog, now: () => 0 });

const sparkplug = dialects.find(({ id }) => id.startsWith('sparkplug'));
const BIRTH =
  '088080b3c19c3312120a056264536571188080b3c19c332004580712210a144e6f646520436f6e74726f6c2f52656269727468188080b3c19c33200b7000123d0a17456e7669726f6e6d656e742f54656d70657261747572651001188080b3c19c3320094a120a07656e67556e69741207080c4203c2b043650000ac41122a0a14456e7669726f6e6d656e742f446577506f696e741002188080b3c19c33200a699a999999999922401800';
const DATA = '08e887b3c19c33120e100118e887b3c19c33650000da411802';

describe('the memories of dialects', () => {
  it('outlive the process: an alias of a Sparkplug birth is known after a restart', () => {
    if (!sparkplug) throw new Error('no Sparkplug dialect');
    const message = (kind: string, hex: string) => ({
      topic: `spBv1.0/group/${kind}/node`,
      payload: Buffer.from(hex, 'hex'),
      receivedAt: 1_760_000_000_000,
      isRetained: false,
      isDuplicate: false,
    });
    const born = sparkplug.decode(message('NBIRTH', BIRTH), sparkplug.start());
    keeper().keep(new Map([[sparkplug.id, born.memory]]), true);
    const decoded = sparkplug.decode(message('NDATA', DATA), keeper().load().get(sparkplug.id));
    expect(decoded.observations).toMatchObject([{ channel: 'Environment/Temperature', value: 27.25 }]);
  });

  it('are empty when there is no file, or one that cannot be read', () => {
    expect(keeper().load().size).toBe(0);
    writeFileSync(path.join(folder, 'dialect-memories'), 'rubbish');
    expect(keeper().load().size).toBe(0);
  });
});
