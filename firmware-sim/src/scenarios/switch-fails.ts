import { defineScenario } from './define.ts';

export const switchFails = defineScenario({
  name: 'switch-fails',
  title: { en: 'Transfer switch fails', nl: 'Omschakelaar weigert' },
  description: {
    en: 'The grid fails, the gensets run, and the transfer switch does not move. Only the batteries carry the load until the grid is back ten minutes later.',
    nl: 'Het net valt uit, de aggregaten draaien, en de omschakelaar beweegt niet. Alleen de accu’s dragen de belasting tot het net na tien minuten terug is.',
  },
  steps: [
    {
      atSeconds: 0,
      say: { en: 'The grid fails; the switch sticks.', nl: 'Het net valt uit; de omschakelaar zit vast.' },
      turn: (knobs) => ({ ...knobs, isMainsPresent: false, switchAilment: { isStuckOnMains: true } }),
    },
    {
      atSeconds: 600,
      clockSeconds: 120,
      say: { en: 'The grid is back.', nl: 'Het net is terug.' },
      turn: (knobs) => ({ ...knobs, isMainsPresent: true, switchAilment: {} }),
    },
  ],
  expects: [
    { kind: 'state', tag: 'ups-room/ats-1/position', is: 'fault', withinSeconds: 40 },
    { kind: 'state', tag: 'generator-yard/genset-1/state', is: 'running', withinSeconds: 30 },
  ],
});
