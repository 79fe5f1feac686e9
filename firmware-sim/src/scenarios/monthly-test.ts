import { defineScenario } from './define.ts';

export const monthlyTest = defineScenario({
  name: 'monthly-test',
  title: { en: 'Monthly generator test', nl: 'Maandelijkse aggregaattest' },
  description: {
    en: 'Genset 1 is put in test on load: it starts, takes the building over from a good mains, carries it for half an hour, gives it back and cools down.',
    nl: 'Aggregaat 1 gaat op test met belasting: het start, neemt het gebouw over van een goed net, draagt het een half uur, geeft het terug en koelt na.',
  },
  steps: [
    {
      atSeconds: 0,
      say: { en: 'Somebody turns genset 1 to test on load.', nl: 'Iemand zet aggregaat 1 op test met belasting.' },
      turn: (knobs) => ({ ...knobs, gensetModes: { 'genset-1': 'test' } }),
    },
    {
      atSeconds: 1860,
      say: {
        en: 'The test ends; genset 1 is in automatic again.',
        nl: 'De test eindigt; aggregaat 1 staat weer in automatisch.',
      },
      turn: (knobs) => ({ ...knobs, gensetModes: {} }),
    },
  ],
  expects: [
    { kind: 'state', tag: 'generator-yard/genset-1/state', is: 'loaded', withinSeconds: 30 },
    { kind: 'state', tag: 'ups-room/ats-1/position', is: 'generator', withinSeconds: 30 },
  ],
});
