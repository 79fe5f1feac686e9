import { defineScenario } from './define.ts';

export const fuelLeak = defineScenario({
  name: 'fuel-leak',
  title: { en: 'Fuel runs low', nl: 'Brandstof raakt op' },
  description: {
    en: 'A valve of the tank of genset 1 stands open: the level falls by a percent every minute or so until it is closed.',
    nl: 'Een kraan van de tank van aggregaat 1 staat open: het niveau zakt ongeveer een procent per minuut tot hij dicht gaat.',
  },
  steps: [
    {
      atSeconds: 0,
      say: { en: 'The level of genset 1 begins to fall.', nl: 'Het niveau van aggregaat 1 begint te zakken.' },
      turn: (knobs) => ({ ...knobs, gensetAilments: { 'genset-1': { leakLitresPerHour: 4500 } } }),
    },
    {
      atSeconds: 1740,
      clockSeconds: 120,
      say: { en: 'The valve is closed.', nl: 'De kraan is dicht.' },
      turn: (knobs) => ({ ...knobs, gensetAilments: {} }),
    },
  ],
  expects: [{ kind: 'value', tag: 'generator-yard/genset-1/fuel', is: 'below', limit: 70, withinSeconds: 1200 }],
});
