import { standingRule } from './standing.ts';

/** A battery string of a UPS should be replaced: the day set for it has come, its design life is over, or the heat has used it. Ends when none is. */
export const batteryDue = standingRule({
  id: 'battery-due',
  name: { en: 'A battery of a UPS should be replaced', nl: 'Een accu van een UPS moet worden vervangen' },
  direction: 'battery-due',
});
