import { defineScenario } from './define.ts';

export const smouldering = defineScenario({
  name: 'smouldering',
  title: { en: 'Something smoulders in the UPS room', nl: 'Er smeult iets in de UPS-ruimte' },
  description: {
    en: 'A contact overheats. The aspirating detector warns the staff minutes before the fire panel speaks.',
    nl: 'Een contact raakt oververhit. De aspiratiemelder waarschuwt het personeel minuten voordat de brandmeldcentrale spreekt.',
  },
  steps: [
    {
      atSeconds: 0,
      say: { en: 'A contact begins to smoulder.', nl: 'Een contact begint te smeulen.' },
      turn: (knobs) => ({ ...knobs, smoke: { 'ups-room': 0.03 } }),
    },
    {
      atSeconds: 600,
      clockSeconds: 180,
      say: { en: 'The switch is opened; the smoke thins.', nl: 'De schakelaar is open; de rook trekt weg.' },
      turn: (knobs) => ({ ...knobs, smoke: {} }),
    },
  ],
  expects: [
    { kind: 'value', tag: 'ups-room/smoke', is: 'above', limit: 0.08, withinSeconds: 300 },
    { kind: 'state', tag: 'ups-room/fire-zone', is: 'fire', withinSeconds: 600 },
  ],
});
