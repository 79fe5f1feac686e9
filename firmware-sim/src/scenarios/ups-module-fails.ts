import { defineScenario } from './define.ts';

export const upsModuleFails = defineScenario({
  name: 'ups-module-fails',
  title: { en: 'UPS module fails', nl: 'UPS-module valt uit' },
  description: {
    en: 'A module of UPS A is isolated. It says so and carries on; nothing goes to battery or bypass.',
    nl: 'Een module van UPS A wordt afgeschakeld. De UPS meldt het en draait door; niets gaat op accu of bypass.',
  },
  steps: [
    {
      atSeconds: 0,
      say: { en: 'A module of UPS A is isolated.', nl: 'Een module van UPS A wordt afgeschakeld.' },
      turn: (knobs) => ({ ...knobs, degradedUps: ['ups-a'] }),
    },
    {
      atSeconds: 1500,
      clockSeconds: 120,
      say: { en: 'The module is back.', nl: 'De module is terug.' },
      turn: (knobs) => ({ ...knobs, degradedUps: [] }),
    },
  ],
  expects: [{ kind: 'state', tag: 'ups-room/ups-a/state', is: 'ALARM OL', withinSeconds: 5 }],
});
