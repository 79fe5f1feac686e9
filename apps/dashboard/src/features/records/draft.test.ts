import { describe, expect, it } from 'vitest';
import { contentOf, draftOf, emptyDraft, wrongReadings } from './draft.ts';

describe('a record that is being written', () => {
  it('becomes content: numbers with point or comma, nothing of what was left empty', () => {
    const draft = {
      ...emptyDraft('r'),
      ...{
        checks: { oil: 'ok' as const },
        readings: { fuel: '900,5', load: ' ' },
        finding: ' drip ',
        correction: '',
        remarks: 'x ',
      },
    };
    expect(contentOf(draft, 5)).toEqual({
      ...{ doneAt: 5, checks: { oil: 'ok' }, readings: { fuel: 900.5 }, findings: [{ text: 'drip', correction: '' }] },
      ...{ remarks: 'x', photos: [] },
    });
    expect(wrongReadings({ ...draft, readings: { fuel: '9o0', load: '' } })).toEqual(['fuel']);
  });

  it('begins a correction with what was written', () => {
    const content = contentOf({ ...emptyDraft('r'), readings: { fuel: '12' }, finding: 'a', correction: 'b', photos: ['p'] }, 5);
    expect(contentOf(draftOf('r', content), 5)).toEqual(content);
  });
});
