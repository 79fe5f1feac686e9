import { defineScenario } from './define.ts';

export const hydrogenWhileCharging = defineScenario({
  name: 'hydrogen-while-charging',
  title: { en: 'Hydrogen while charging', nl: 'Waterstof tijdens het laden' },
  description: {
    en: 'After a discharge test the strings are boost charged. The fan stops, the charger fails to limit the current, and hydrogen gathers below the ceiling.',
    nl: 'Na een ontlaadtest worden de strings snel geladen. De ventilator stopt, de lader begrenst de stroom niet en waterstof hoopt zich op onder het plafond.',
  },
  steps: [
    {
      atSeconds: 0,
      say: {
        en: 'Boost charge begins. The fan keeps the air clean.',
        nl: 'Het snelladen begint. De ventilator houdt de lucht schoon.',
      },
      turn: (knobs) => ({ ...knobs, charge: 'boost' }),
    },
    {
      atSeconds: 120,
      say: { en: 'The fan of the battery room stops.', nl: 'De ventilator van de accuruimte stopt.' },
      turn: (knobs) => ({ ...knobs, isBatteryFanOn: false }),
    },
    {
      atSeconds: 180,
      say: {
        en: 'The charger does not limit its current: the cells gas.',
        nl: 'De lader begrenst de stroom niet: de cellen gassen.',
      },
      turn: (knobs) => ({ ...knobs, charge: 'overcharge' }),
    },
    {
      atSeconds: 1800,
      clockSeconds: 240,
      say: { en: 'The charger is switched off and the fan runs again.', nl: 'De lader is uit en de ventilator draait weer.' },
      turn: (knobs) => ({ ...knobs, charge: 'float', isBatteryFanOn: true }),
    },
  ],
  expects: [
    { kind: 'state', tag: 'battery-room/fan', is: 'stopped', withinSeconds: 180 },
    { kind: 'value', tag: 'battery-room/h2-1', is: 'above', limit: 10, withinSeconds: 900 },
    { kind: 'value', tag: 'battery-room/h2-1', is: 'above', limit: 25, withinSeconds: 1800 },
  ],
});
