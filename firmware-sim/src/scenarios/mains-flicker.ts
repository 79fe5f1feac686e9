import { defineScenario } from './define.ts';

export const mainsFlicker = defineScenario({
  name: 'mains-flicker',
  title: { en: 'Mains flicker', nl: 'Netdip' },
  description: {
    en: 'The grid is away for two seconds, shorter than the start delay. The batteries carry; no genset may start.',
    nl: 'Het net is twee seconden weg, korter dan de startvertraging. De accu’s dragen; er mag geen aggregaat starten.',
  },
  steps: [
    {
      atSeconds: 0,
      say: { en: 'The grid flickers.', nl: 'Het net knippert.' },
      turn: (knobs) => ({ ...knobs, isMainsPresent: false }),
    },
    {
      atSeconds: 2,
      say: { en: 'The grid is back.', nl: 'Het net is terug.' },
      turn: (knobs) => ({ ...knobs, isMainsPresent: true }),
    },
  ],
  expects: [{ kind: 'value', tag: 'ups-room/ats-1/mains-voltage', is: 'below', limit: 200, withinSeconds: 5 }],
});
