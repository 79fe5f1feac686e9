import { describe, expect, it } from 'vitest';
import { instantTyped, typedOf } from './typed-moment.ts';

describe('a moment in a field', () => {
  it('is read on the clocks of the site, in winter and in summer', () => {
    expect(instantTyped('2026-11-25T14:00', 'Europe/Amsterdam')).toBe(Date.UTC(2026, 10, 25, 13));
    expect(instantTyped('2026-07-01T14:00', 'Europe/Amsterdam')).toBe(Date.UTC(2026, 6, 1, 12));
  });

  it('comes back as it was typed', () => {
    const at = instantTyped('2026-03-09T07:05', 'Europe/Amsterdam');
    expect(typedOf(at ?? 0, 'Europe/Amsterdam')).toBe('2026-03-09T07:05');
  });

  it.each(['', '2026-11-25', 'soon'])('is none while %j stands there', (text) => {
    expect(instantTyped(text, 'Europe/Amsterdam')).toBeNull();
  });
});
