import { defineScenario } from './define.ts';

export const humidityLow = defineScenario({
  name: 'humidity-low',
  title: { en: 'Dry air in hall B', nl: 'Droge lucht in zaal B' },
  description: {
    en: 'On a freezing day the fresh-air damper of hall B sticks open and the humidifier has no water. Humidity and dew point fall together.',
    nl: 'Op een vriesdag blijft de buitenluchtklep van zaal B open staan en heeft de bevochtiger geen water. Vochtigheid en dauwpunt dalen samen.',
  },
  steps: [
    {
      atSeconds: 0,
      say: { en: 'The damper sticks open; outside it freezes.', nl: 'De klep blijft open staan; buiten vriest het.' },
      turn: (knobs) => ({ ...knobs, openDampers: ['hall-b'], isHumidifierOn: false, outdoorRatio: 0.0007, outdoorC: -12 }),
    },
    {
      atSeconds: 2400,
      clockSeconds: 900,
      say: {
        en: 'The damper is closed by hand; the humidifier has water again.',
        nl: 'De klep is met de hand gesloten; de bevochtiger heeft weer water.',
      },
      turn: (knobs) => ({ ...knobs, openDampers: [], isHumidifierOn: true }),
    },
  ],
  expects: [
    { kind: 'value', tag: 'hall-b/cold-aisle/rh', is: 'below', limit: 10, withinSeconds: 1200 },
    { kind: 'value', tag: 'hall-b/cold-aisle/rh', is: 'below', limit: 8, withinSeconds: 1800 },
  ],
});
