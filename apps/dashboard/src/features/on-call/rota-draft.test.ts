import type { Rota } from '@wachter/core';
import { describe, expect, it } from 'vitest';
import { overrideFaults, rotaDraft, rotaTyped } from './rota-draft.ts';

const timeZone = 'Europe/Amsterdam';
const site = { timeZone, today: '2026-11-25' };
const layer = { name: 'All', people: ['a', 'b'], startsOn: '2026-01-05', handoverAt: '08:00', turnDays: 7, weekdays: [1, 2] };
const rota: Rota = {
  name: 'Nights',
  layers: [layer, { ...layer, name: 'Second' }],
  holidays: [{ on: '2026-12-25', name: 'Christmas', person: null }],
  overrides: [{ from: Date.UTC(2026, 6, 1, 6), until: Date.UTC(2026, 6, 2, 6), person: 'b', reason: 'Wedding' }],
};

describe('a rota while it is edited', () => {
  it('comes out as it went in when nothing is changed: layers, holidays and hours that the form does not show are kept', () => {
    expect(rotaTyped(rotaDraft(rota, site), rota, timeZone)).toEqual(rota);
  });

  it('shows the moments of an exchange on the clocks of the site', () => {
    expect(rotaDraft(rota, site).overrides).toMatchObject([{ from: '2026-07-01T08:00', until: '2026-07-02T08:00' }]);
  });

  it('names the turns of a new one after the rota', () => {
    const draft = rotaDraft(null, site);
    expect(rotaTyped({ ...draft, name: 'Days' }, null, timeZone)).toMatchObject({
      layers: [{ name: 'Days', startsOn: '2026-11-25', turnDays: 7 }],
    });
  });

  it('says what is wrong with an exchange beside its field, and makes no rota of what is no time', () => {
    const draft = { key: 0, from: '2026-07-02T08:00', until: '2026-07-01T08:00', person: 'a', reason: ' ' };
    expect(overrideFaults(draft, timeZone)).toEqual({ from: null, until: 'endsBefore', reason: 'reasonMissing' });
    expect(overrideFaults({ ...draft, from: '' }, timeZone)).toMatchObject({ from: 'timeWrong', until: null });
    expect(rotaTyped({ ...rotaDraft(rota, site), overrides: [{ ...draft, until: '' }] }, rota, timeZone)).toBeNull();
  });
});
