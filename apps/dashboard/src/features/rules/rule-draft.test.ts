import type { RuleInstance } from '@wachter/core';
import { describe, expect, it } from 'vitest';
import { draftOf, newDraft, valuesOf, withText } from './rule-draft.ts';

const rule: RuleInstance = {
  ...{ id: 'r', type: 'limit', siteId: 's', pointId: 1, deviceId: null, params: {}, priority: 'high', isLatching: true },
  ...{ isEnabled: true, cause: { en: 'A fan stopped', nl: 'Een ventilator staat' }, consequence: null, response: null },
  ...{ respondWithinMinutes: 15, acknowledgeHoldsMinutes: null },
  checklist: [
    { en: 'Look', nl: 'Kijk' },
    { en: 'Call', nl: 'Bel' },
  ],
};

describe('the draft of a rule', () => {
  it('gives back what the rule says', () => {
    const { cause, consequence, response, checklist, respondWithinMinutes } = valuesOf(draftOf(rule));
    expect({ cause, consequence, response, checklist, respondWithinMinutes }).toEqual({
      ...{ cause: rule.cause, consequence: null, response: null, checklist: rule.checklist, respondWithinMinutes: 15 },
    });
  });

  it('lets a text in one language speak in both until it is translated', () => {
    const draft = withText(newDraft({}), 'response', { locale: 'nl', text: ' Zet de reserve aan. ' });
    expect(valuesOf(draft).response).toEqual({ en: 'Zet de reserve aan.', nl: 'Zet de reserve aan.' });
    expect(valuesOf(withText(draft, 'response', { locale: 'en', text: 'Start the spare.' })).response).toEqual({
      ...{ en: 'Start the spare.', nl: 'Zet de reserve aan.' },
    });
  });

  it('takes a text away that is empty, and a checklist without steps', () => {
    const blank = withText(withText(draftOf(rule), 'cause', { locale: 'en', text: ' ' }), 'cause', { locale: 'nl', text: '' });
    expect(valuesOf(blank).cause).toBeNull();
    expect(valuesOf(newDraft({})).checklist).toBeNull();
  });

  it('makes one step of every written line', () => {
    const draft = withText(newDraft({}), 'checklist', { locale: 'en', text: 'Look\n\n Call \n' });
    expect(valuesOf(draft).checklist).toEqual([
      { en: 'Look', nl: 'Look' },
      { en: 'Call', nl: 'Call' },
    ]);
  });
});
