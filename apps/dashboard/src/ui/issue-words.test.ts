import { EscalationPolicy, Rota } from '@wachter/core';
import { Email } from '@wachter/services/fields';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { issueText } from './issue-words.ts';

const messagesOf = (schema: z.ZodType, value: unknown) =>
  schema.safeParse(value).error?.issues.map(({ message }) => message) ?? [];

describe('what a schema refuses', () => {
  it('is Dutch where it is read in Dutch, as the schemas really say it', () => {
    const layer = { name: '', people: [], startsOn: 'x', handoverAt: '25:00', turnDays: 0.5 };
    const rota = messagesOf(Rota, { name: 'n'.repeat(121), layers: [layer], holidays: [], overrides: [] });
    const none = { steps: [{ afterMinutes: -1, targets: [] }], repeatMinutes: 2 };
    const policy = messagesOf(EscalationPolicy, { critical: none, high: none, medium: none, low: none });
    const messages = [...rota, ...policy, ...messagesOf(Email, 'x'), ...messagesOf(z.object({ host: z.string() }), {})];
    expect(messages.length).toBeGreaterThan(10);
    expect(messages.filter((message) => issueText(message, 'nl') === message)).toEqual([]);
  });

  it('keeps its numbers, and says an unknown refusal as it is', () => {
    expect(issueText('Too big: expected string to have <=120 characters', 'nl')).toBe('ten hoogste 120 tekens');
    expect(issueText('Too small: expected number to be >=5', 'en')).toBe('at least 5');
    expect(issueText('must rhyme', 'nl')).toBe('must rhyme');
  });
});
