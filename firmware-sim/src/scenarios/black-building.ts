import { defineScenario } from './define.ts';

export const blackBuilding = defineScenario({
  name: 'black-building',
  title: { en: 'Black-building test', nl: 'Test met zwart gebouw' },
  description: {
    en: 'The mains breaker is opened on purpose. UPSes, both gensets and the coolers must bring the building back by themselves; half an hour later the breaker is closed.',
    nl: 'De netschakelaar gaat met opzet open. UPS-en, beide aggregaten en de koeling moeten het gebouw zelf terugbrengen; een half uur later gaat de schakelaar dicht.',
  },
  steps: [
    {
      atSeconds: 0,
      say: { en: 'The mains breaker is opened.', nl: 'De netschakelaar gaat open.' },
      turn: (knobs) => ({ ...knobs, isMainsPresent: false }),
    },
    {
      atSeconds: 1860,
      clockSeconds: 120,
      say: { en: 'The mains breaker is closed.', nl: 'De netschakelaar gaat dicht.' },
      turn: (knobs) => ({ ...knobs, isMainsPresent: true }),
    },
  ],
  expects: [
    { kind: 'value', tag: 'ups-room/ats-1/mains-voltage', is: 'below', limit: 200, withinSeconds: 5 },
    { kind: 'state', tag: 'generator-yard/genset-2/state', is: 'loaded', withinSeconds: 30 },
  ],
});
