import { describe, expect, it } from 'vitest';
import { settingsIn } from './settings.client.ts';
import { firstSettings } from './what-sounds.ts';

describe('sound settings in the browser', () => {
  it('come back as they were kept', () => {
    const kept = { isOn: false, volume: 0.2, least: 'high' as const, mute: { since: 1, until: 2 } };
    expect(settingsIn(JSON.stringify(kept))).toEqual(kept);
  });

  it.each([null, '', 'not json', '7', 'null', '{"volume":9,"least":"loud","isOn":"yes","mute":{"until":"never"}}'])(
    'are as at first where %s was kept',
    (text) => {
      expect(settingsIn(text)).toEqual(firstSettings);
    },
  );
});
