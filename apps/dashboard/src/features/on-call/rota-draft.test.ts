import type { Rota } from '@wachter/core';
import { describe, expect, it } from 'vitest';
import { hasRotaFault, holidayFaults, layerFaults, overrideFaults, rotaDraft, rotaTyped } from './rota-draft.ts';

const timeZone = 'Europe/Amsterdam';
const site = { timeZone, today: '2026-11-25' };
const layer = { name: 'All', people: ['a', 'b'], startsOn: '2026-01-05', handoverAt: '08:00', turnDays: 7, weekdays: [1, 2] };
const rota: Rota = {
  name: 'Nights',
  layers: [layer, { ...layer, name: 'Second', hours: { from: '22:00', to: '06:00' } }],
  holidays: [{ on: '2026-12-25', name: 'Christmas', person: null }],
  overrides: [{ from: Date.UTC(2026, 6, 1, 6), until: Date.UTC(2026, 6, 2, 6), person: 'b', reason: 'Wedding' }],
};

describe('a rota while it is edited', () => {
  it('comes out as it went in when nothing is changed', () => {
    expect(rotaTyped(rotaDraft(rota, site), timeZone)).toEqual(rota);
    expect(hasRotaFault(rotaDraft(rota, site), timeZone)).toBe(false);
  });

  it('shows the moments of an exchange on the clocks of the site', () => {
    expect(rotaDraft(rota, site).overrides).toMatchObject([{ from: '2026-07-01T08:00', until: '2026-07-02T08:00' }]);
  });

  it('names the turns of a new one after the rota', () => {
    const draft = rotaDraft(null, site);
    expect(rotaTyped({ ...draft, name: 'Days' }, timeZone)).toMatchObject({
      layers: [{ name: 'Days', startsOn: '2026-11-25', turnDays: 7 }],
    });
  });

  it('says what is wrong with turns and holidays beside their fields', () => {
    const [first] = rotaDraft(null, site).layers;
    if (!first) throw new Error('a new rota has turns');
    const none = { name: null, people: null, startsOn: null, handoverAt: null, turnDays: null, hours: null };
    expect(layerFaults({ ...first, people: ['a'] }, true)).toEqual(none);
    const wrong = { ...first, startsOn: '2026-13-40', handoverAt: '', turnDays: '0', from: '22:00' };
    expect(layerFaults(wrong, false)).toEqual({
      ...{ name: 'nameMissing', people: 'peopleMissing', startsOn: 'dayWrong' },
      ...{ handoverAt: 'clockWrong', turnDays: 'turnWrong', hours: 'hoursWrong' },
    });
    expect(holidayFaults({ key: 0, on: '', name: ' ', person: '' })).toEqual({ on: 'dayWrong', name: 'nameMissing' });
  });

  it('says what is wrong with an exchange beside its field, and makes no rota of what is no time', () => {
    const draft = { key: 0, from: '2026-07-02T08:00', until: '2026-07-01T08:00', person: 'a', reason: ' ' };
    expect(overrideFaults(draft, timeZone)).toEqual({ from: null, until: 'endsBefore', reason: 'reasonMissing' });
    expect(overrideFaults({ ...draft, from: '' }, timeZone)).toMatchObject({ from: 'timeWrong', until: null });
    expect(rotaTyped({ ...rotaDraft(rota, site), overrides: [{ ...draft, until: '' }] }, timeZone)).toBeNull();
  });
});
