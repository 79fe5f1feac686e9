import { AlarmSettings, defaultAlarmSettings } from '@wachter/core';
import { describe, expect, it } from 'vitest';
import { alarmSettingsOf } from './withholding-rows.ts';

describe('alarmSettingsOf', () => {
  it('keeps what people set although another release wrote more fields, or fewer', () => {
    const priorities = { high: { commentRequired: true } };
    const settings = AlarmSettings.parse({ priorities });
    expect(alarmSettingsOf({ ...settings, later: { start: 10 } })).toEqual(settings);
    expect(alarmSettingsOf({ priorities })).toEqual(settings);
  });

  it('has the defaults where nothing was stored, and where nothing of it can be read', () => {
    for (const stored of [undefined, null, {}, [], 'none']) expect(alarmSettingsOf(stored)).toEqual(defaultAlarmSettings);
  });
});
