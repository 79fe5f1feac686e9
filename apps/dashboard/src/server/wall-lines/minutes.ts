import { type Locale, nameOfTime, runningOut, sayTimeLeft } from '@wachter/core';
import { formatTime } from '../../ui/format-time.ts';
import { shownQuantities } from '../reads/quantities.ts';
import type { WallLines } from './define.ts';

const title = { en: 'MINUTES LEFT', nl: 'MINUTEN OVER' } as const;

/** What runs out first, of rooms without cooling, batteries and fuel, and how many others do; no line while nothing is lost. */
export const minutesLines: WallLines = async ({ context, siteId, model, states }) => {
  const timeZone = model.sites.find(({ id }) => id === siteId)?.timeZone ?? 'UTC';
  const locations = model.locations.filter((one) => one.siteId === siteId);
  const equipment = model.equipment.filter((one) => one.siteId === siteId);
  const own = { model: { ...model, locations, equipment }, states, quantities: shownQuantities() };
  const [first, ...others] = runningOut(own, context.now());
  if (!first) return [];
  const say = (locale: Locale) => {
    const sentence = sayTimeLeft(first, locale, (at) => formatTime(at, 'clock', { locale, timeZone }));
    return `${nameOfTime(first, locale)} ${sentence}${others.length > 0 ? ` · +${others.length}` : ''}`;
  };
  return [{ id: 'minutes-left', title, sentence: { en: say('en'), nl: say('nl') }, state: 'bad' }];
};
