import { defineScenario } from './define.ts';

export const calm = defineScenario({
  name: 'calm',
  title: { en: 'A calm day', nl: 'Een rustige dag' },
  description: {
    en: 'Nothing is wrong. People come and go, the load breathes with the day, no value leaves its limits.',
    nl: 'Er is niets aan de hand. Mensen komen en gaan, de belasting ademt met de dag mee, geen waarde verlaat haar grenzen.',
  },
  steps: [{ atSeconds: 0, say: { en: 'All is calm.', nl: 'Alles is rustig.' } }],
  expects: [],
});
