import { describe, expect, it } from 'vitest';
import { decideInstall, explainFailure, hashOfLock } from './decide.mjs';
import { nodeTooOld } from './node-version.mjs';

const pack = (packages: object) => JSON.stringify({ packages });
const lock = pack({
  '': {},
  'apps/launcher': {},
  'node_modules/a': { version: '1.0.0', integrity: 'x' },
  'node_modules/only-on-macs': { version: '2.0.0', integrity: 'y', optional: true },
});
const installed = pack({ 'node_modules/a': { version: '1.0.0', integrity: 'x' } });

describe('decideInstall', () => {
  it.each([
    ['nothing is installed', { lock, hiddenLock: null, stamp: null }, true],
    ['the stamp is of this lock file', { lock, hiddenLock: installed, stamp: `${hashOfLock(lock)}\n` }, false],
    ['somebody ran npm ci by hand', { lock, hiddenLock: installed, stamp: null }, false],
    ['a package is missing', { lock, hiddenLock: pack({}), stamp: null }, true],
    [
      'a package has another version',
      { lock, hiddenLock: pack({ 'node_modules/a': { version: '1.0.1', integrity: 'x' } }), stamp: null },
      true,
    ],
    [
      'a package has other content',
      { lock, hiddenLock: pack({ 'node_modules/a': { version: '1.0.0', integrity: 'z' } }), stamp: null },
      true,
    ],
    [
      'the lock file changed since the stamp and the packages with it',
      { lock, hiddenLock: pack({}), stamp: 'an older hash' },
      true,
    ],
    ['what npm wrote is not readable', { lock, hiddenLock: '{', stamp: null }, true],
  ])('when %s', (_, found, install) => {
    expect(decideInstall(found).install).toBe(install);
  });
});

describe('explainFailure', () => {
  it.each([
    ['npm error code EAI_AGAIN', /registry cannot be reached/],
    ['npm error ENOSPC: no space left on device', /disk is full/],
    ['npm error code EACCES', /not writable/],
    ['npm error something else', /npm said:\nnpm error something else/],
  ])('turns "%s" into a remedy', (output, sentence) => {
    expect(explainFailure(output)).toMatch(sentence);
  });
});

describe('nodeTooOld', () => {
  it.each(['18.20.4', '20.18.3', '16.0.0'])('refuses Node %s in one sentence', (version) => {
    expect(nodeTooOld(version)).toMatch(/^Wachter needs Node 20\.19 or newer, and this is Node [\d.]+\./);
  });
  it.each(['20.19.0', '20.20.2', '22.1.0', '24.0.0'])('runs on Node %s', (version) => {
    expect(nodeTooOld(version)).toBeNull();
  });
});
