import { defineScenario } from './define.ts';

export const batteryTest = defineScenario({
  name: 'battery-test',
  title: { en: 'Battery test of UPS A', nl: 'Accutest van UPS A' },
  description: {
    en: 'UPS A discharges its battery by order while its input is good, ends the test when the battery is low, and charges it again. It is no outage.',
    nl: 'UPS A ontlaadt zijn accu in opdracht terwijl de ingang goed is, beëindigt de test als de accu bijna leeg is en laadt weer op. Het is geen uitval.',
  },
  steps: [
    {
      atSeconds: 0,
      say: { en: 'The battery test of UPS A begins.', nl: 'De accutest van UPS A begint.' },
      turn: (knobs) => ({ ...knobs, testedUps: ['ups-a'] }),
    },
    {
      atSeconds: 1500,
      say: { en: 'The test is over.', nl: 'De test is voorbij.' },
      turn: (knobs) => ({ ...knobs, testedUps: [] }),
    },
  ],
  expects: [
    { kind: 'state', tag: 'ups-room/ups-a/state', is: 'OB DISCHRG CAL', withinSeconds: 5 },
    { kind: 'value', tag: 'ups-room/ups-a/charge', is: 'below', limit: 60, withinSeconds: 1200 },
  ],
});
