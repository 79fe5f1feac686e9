import { describe, expect, it } from 'vitest';
import { isOwnPath } from './own-path.ts';
import { refusePassword } from './password-rules.ts';

const own = ['wachter', 'tess.techniek@example.com', 'Tess Techniek', 'Rotterdam 1'];
const judge = (password: string, repeated = password) => refusePassword({ current: 'one-time-word', password, repeated }, own);

describe('the rules for a new password', () => {
  it.each([
    ['de maan staat boven het dak', null],
    ['correct horse battery staple', null],
    ['xK9#mQ2$vL7pR', null],
    ['日本語のとても長いパスワード', null],
    ['kort', 'tooShort'],
    ['a'.repeat(129), 'tooLong'],
    ['aaaaaaaaaaaaaaa', 'tooCommon'],
    ['121212121212121', 'tooCommon'],
    ['P@ssw0rd2026!!', 'tooCommon'],
    ['wachtwoordwachtwoord', 'tooCommon'],
    ['Welkom01!2026!', 'tooCommon'],
    ['rotterdam2026', 'ownWords'],
    ['TessTechniek1', 'ownWords'],
    ['one-time-word', 'same'],
  ])('%s', (password, refusal) => {
    expect(judge(password)).toBe(refusal);
  });

  it('wants the same word twice', () => {
    expect(judge('de maan staat boven het dak', 'de maan staat onder het dak')).toBe('different');
  });
});

describe('where a sign-in may lead', () => {
  it.each([
    ['/alarms', true],
    ['/rooms/hall-a?tab=alarms&x=1', true],
    ['//evil.example', false],
    ['/\\evil.example', false],
    ['https://evil.example', false],
    ['javascript:alert(1)', false],
    ['/alarms\nSet-Cookie: x', false],
    ['/ok\n', false],
    ['', false],
    [undefined, false],
  ])('%s', (path, isAllowed) => {
    expect(isOwnPath(path)).toBe(isAllowed);
  });
});
