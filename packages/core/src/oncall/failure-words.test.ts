import { describe, expect, it } from 'vitest';
import { failureText } from './failure-words.ts';

describe('a stored failure', () => {
  it.each([
    ['unreachable: mail.example: ECONNREFUSED', 'De andere kant is niet bereikbaar (mail.example: ECONNREFUSED)'],
    ['timed-out: no answer in time', 'De andere kant antwoordde niet op tijd'],
    [
      'misconfigured: the channel is gone or switched off',
      'De instellingen van het kanaal passen niet (het kanaal is weg of staat uit)',
    ],
    ['overtaken', 'Het is ingehaald door wat erna kwam'],
    ['something of long ago', 'something of long ago'],
  ])('%s is read in Dutch', (failure, text) => expect(failureText(failure, 'nl')).toBe(text));

  it('keeps host and number in English too', () => {
    expect(failureText('busy: hooks.example: HTTP 429', 'en')).toBe(
      'The other side is busy; it is tried again (hooks.example: HTTP 429)',
    );
  });
});
