import { AlarmSettings, EscalationPolicy, Rota, rules } from '@wachter/core';
import { checkRuleParams } from '@wachter/services/catalogue';
import { Email } from '@wachter/services/fields';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { issueText } from './issue-words.ts';

const messagesOf = (schema: z.ZodType, value: unknown) =>
  schema.safeParse(value).error?.issues.map(({ message }) => message) ?? [];

/** What fields of a rule must not say together, beside what the fields must not say alone. */
const together: Readonly<Record<string, readonly object[]>> = {
  limit: [{ high: { warning: 9, critical: 8 } }, { high: { warning: 9 }, low: { warning: 8 }, hysteresis: 3 }],
  rate: [
    { warning: 9, critical: 8 },
    { warning: 1, critical: 2, hysteresis: 5 },
  ],
  count: [
    { warning: 9, critical: 8 },
    { above: undefined, below: undefined, states: [] },
  ],
  condensation: [{ critical: 9, warning: 8 }],
  disagreement: [
    { warning: 9, critical: 8 },
    { warning: 1, hysteresis: 5 },
  ],
  'reaches-limit': [{ critical: 30, warning: 8 }],
  state: [
    { bad: {}, held: {} },
    { bad: { on: 'critical' }, keeps: ['on'] },
  ],
  vote: [
    { above: undefined, below: undefined },
    { needed: 9, others: ['a', 'b'] },
  ],
};
/** Each of these was reached. */
const needed = [
  ...['at least one limit is needed', 'limits must ascend: low critical, low warning, high warning, high critical'],
  ...['the hysteresis leaves no room between the low and the high limit', 'the warning must not exceed the critical number'],
  ...['something to count is needed: a limit or a state', 'the critical margin must not exceed the warning'],
  ...['the warning must not exceed the critical limit', 'the critical time must not exceed the warning time'],
  ...['at least one bad or held state is needed', 'a state cannot be both bad and kept'],
  ...['a limit is needed: above or below', 'more votes are needed than there are sensors', 'each point is named once'],
];

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

  it('is Dutch for every field of every rule type, and for what its fields must be together', () => {
    const wrong: readonly unknown[] = [-1, 1e12, 0.5, 'x', '', null, true, [], ['x', 'x'], {}, { x: 'y' }];
    const said = new Map<string, string>();
    for (const { id, examples } of rules) {
      for (const { params: given } of examples) {
        const params = given as object;
        const plain = Object.entries(params);
        const drafts = [
          ...[{}, 'x', { ...params, extra: 1 }],
          ...plain.flatMap(([field]) => wrong.map((value) => ({ ...params, [field]: value }))),
          ...plain.map(([field]) => Object.fromEntries(plain.filter(([name]) => name !== field))),
        ];
        for (const draft of [...drafts, ...(together[id]?.map((more) => ({ ...params, ...more })) ?? [])]) {
          const checked = checkRuleParams(id, draft);
          if (checked.ok || checked.error.kind !== 'invalid') continue;
          for (const { message, words } of checked.error.issues) said.set(message, words?.nl ?? issueText(message, 'nl'));
        }
      }
    }
    expect(said.size).toBeGreaterThan(40);
    expect([...said].filter(([message, dutch]) => message === dutch)).toEqual([]);
    for (const sentence of needed) expect([...said.keys()]).toContain(sentence);
  });

  it('comes with its words from the settings of alarms, too', () => {
    const [issue] = AlarmSettings.safeParse({ flood: { startsAbove: 2, endsBelow: 9 } }).error?.issues ?? [];
    expect(issue).toMatchObject({ params: { words: { nl: 'mag niet meer zijn dan waarmee een vloed begint' } } });
  });

  it('keeps its numbers, and says an unknown refusal as it is', () => {
    expect(issueText('Too big: expected string to have <=120 characters', 'nl')).toBe('ten hoogste 120 tekens');
    expect(issueText('Too small: expected number to be >=5', 'en')).toBe('at least 5');
    expect(issueText('must rhyme', 'nl')).toBe('must rhyme');
  });
});
