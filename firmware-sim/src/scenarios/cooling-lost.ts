import type { Knobs } from '../physics/plant.ts';
import { defineScenario } from './define.ts';

const chiller = (isOff: boolean) => ({ turn: (knobs: Knobs) => ({ ...knobs, isChillerOff: isOff }) });

/** The water of both halls holds 12 MJ/K against their 225 kW: it warms by a kelvin a minute and cools no more after three. Hall A is at 32 °C about 12 minutes later. */
export const coolingLost = defineScenario({
  name: 'cooling-lost',
  title: { en: 'Cooling of both halls is lost', nl: 'Koeling van beide zalen valt weg' },
  description: {
    en: 'The chillers trip. The water warms up; after three minutes it cools no more, the air handlers report a fault and both halls follow the water, until the chillers are started after 25 minutes.',
    nl: 'De koelmachines vallen uit. Het water warmt op; na drie minuten koelt het niet meer, de koelunits melden storing en beide zalen volgen het water, tot de koelmachines na 25 minuten starten.',
  },
  steps: [
    {
      atSeconds: 0,
      say: { en: 'The chillers trip: no cold water any more.', nl: 'De koelmachines vallen uit: geen koud water meer.' },
      ...chiller(true),
    },
    {
      atSeconds: 1500,
      clockSeconds: 300,
      say: { en: 'The chillers run again.', nl: 'De koelmachines draaien weer.' },
      ...chiller(false),
    },
  ],
  expects: [
    { kind: 'state', tag: 'hall-a/crah-a1/state', is: 'fault', withinSeconds: 240 },
    { kind: 'value', tag: 'hall-a/a10/inlet-top', is: 'above', limit: 27, withinSeconds: 540 },
    { kind: 'value', tag: 'hall-a/a10/inlet-top', is: 'above', limit: 32, withinSeconds: 960 },
  ],
});
