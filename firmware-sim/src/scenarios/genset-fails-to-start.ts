import { defineScenario } from './define.ts';

export const gensetFailsToStart = defineScenario({
  name: 'genset-fails-to-start',
  title: { en: 'Genset fails to start', nl: 'Aggregaat start niet' },
  description: {
    en: 'The grid fails and genset 1 cranks in vain three times. Genset 2 carries the building alone: nothing is dark, and no spare is left.',
    nl: 'Het net valt uit en aggregaat 1 doet drie vergeefse startpogingen. Aggregaat 2 draagt het gebouw alleen: niets is donker, en er is geen reserve meer.',
  },
  steps: [
    {
      atSeconds: 0,
      say: { en: 'The grid fails; genset 1 gets no fuel.', nl: 'Het net valt uit; aggregaat 1 krijgt geen brandstof.' },
      turn: (knobs) => ({ ...knobs, isMainsPresent: false, gensetAilments: { 'genset-1': { failedAttempts: 9 } } }),
    },
    {
      atSeconds: 1200,
      clockSeconds: 120,
      say: { en: 'The grid is back and genset 1 was mended.', nl: 'Het net is terug en aggregaat 1 is hersteld.' },
      turn: (knobs) => ({ ...knobs, isMainsPresent: true, gensetAilments: {} }),
    },
  ],
  expects: [
    { kind: 'state', tag: 'generator-yard/genset-2/state', is: 'loaded', withinSeconds: 30 },
    { kind: 'state', tag: 'generator-yard/genset-1/state', is: 'shutdown', withinSeconds: 120 },
  ],
});
