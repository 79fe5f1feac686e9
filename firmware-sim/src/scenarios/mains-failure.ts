import { defineScenario } from './define.ts';

export const mainsFailure = defineScenario({
  name: 'mains-failure',
  title: { en: 'Mains failure', nl: 'Netuitval' },
  description: {
    en: 'The grid fails. Batteries carry the load, both gensets start and take over within fifteen seconds; twenty minutes later the grid is back.',
    nl: 'Het net valt uit. De accu’s dragen de belasting, beide aggregaten starten en nemen binnen vijftien seconden over; na twintig minuten is het net terug.',
  },
  steps: [
    {
      atSeconds: 0,
      say: { en: 'The grid fails. UPSes are on battery.', nl: 'Het net valt uit. De UPS-en draaien op accu.' },
      turn: (knobs) => ({ ...knobs, isMainsPresent: false }),
    },
    {
      atSeconds: 1200,
      clockSeconds: 180,
      say: { en: 'The grid is back. The gensets cool down.', nl: 'Het net is terug. De aggregaten koelen af.' },
      turn: (knobs) => ({ ...knobs, isMainsPresent: true }),
    },
  ],
  expects: [
    { kind: 'value', tag: 'ups-room/ats-1/mains-voltage', is: 'below', limit: 200, withinSeconds: 5 },
    { kind: 'state', tag: 'generator-yard/genset-1/state', is: 'loaded', withinSeconds: 30 },
    { kind: 'state', tag: 'ups-room/ats-1/position', is: 'generator', withinSeconds: 30 },
  ],
});
