import { defineScenario } from './define.ts';

export const sensorStuck = defineScenario({
  name: 'sensor-stuck',
  title: { en: 'A sensor is stuck', nl: 'Een sensor hangt vast' },
  description: {
    en: 'The node of rack A07 repeats frozen values with fresh times while the hall warms a little: one cooler of hall A trips. Nothing looks wrong on that rack.',
    nl: 'De node van rack A07 herhaalt bevroren waarden met verse tijden terwijl de zaal iets warmer wordt: één koelunit van zaal A valt uit. Aan dat rack is niets te zien.',
  },
  steps: [
    {
      atSeconds: 0,
      say: { en: 'The node of rack A07 freezes.', nl: 'De node van rack A07 bevriest.' },
      faults: [{ device: 'hall-a-env-a07', fault: 'stuck', seconds: 3600 }],
    },
    {
      atSeconds: 60,
      say: { en: 'CRAH A4 trips; the rest of the hall feels it.', nl: 'CRAH A4 valt uit; de rest van de zaal merkt het.' },
      turn: (knobs) => ({ ...knobs, failedCoolers: ['crah-a4'] }),
    },
    {
      atSeconds: 1800,
      clockSeconds: 300,
      say: { en: 'CRAH A4 is reset.', nl: 'CRAH A4 is gereset.' },
      turn: (knobs) => ({ ...knobs, failedCoolers: [] }),
    },
  ],
  expects: [{ kind: 'frozen', tag: 'hall-a/a07/inlet-top', withinSeconds: 600 }],
});
