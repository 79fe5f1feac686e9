import { defineScenario } from './define.ts';

export const leakUnderFloor = defineScenario({
  name: 'leak-under-floor',
  title: { en: 'Water under the floor of hall B', nl: 'Water onder de vloer van zaal B' },
  description: {
    en: 'A coupling of the chilled water drips 22 metres along the rope. The puddle grows until the supply is closed, then dries.',
    nl: 'Een koppeling van het gekoelde water lekt op 22 meter langs de kabel. De plas groeit tot de toevoer dicht is en droogt dan op.',
  },
  steps: [
    {
      atSeconds: 0,
      say: { en: 'A coupling under CRAH B2 begins to drip.', nl: 'Een koppeling onder CRAH B2 begint te druppelen.' },
      turn: (knobs) => ({ ...knobs, leaks: [{ rope: 'hall-b-rope', atMeters: 22, litresPerMinute: 3 }] }),
    },
    {
      atSeconds: 420,
      say: { en: 'The coupling gives way.', nl: 'De koppeling begeeft het.' },
      turn: (knobs) => ({ ...knobs, leaks: [{ rope: 'hall-b-rope', atMeters: 22, litresPerMinute: 12 }] }),
    },
    {
      atSeconds: 900,
      clockSeconds: 180,
      say: { en: 'The supply is closed. The floor is mopped.', nl: 'De toevoer is dicht. De vloer wordt gedweild.' },
      turn: (knobs) => ({ ...knobs, leaks: [] }),
    },
  ],
  expects: [
    { kind: 'state', tag: 'hall-b/floor/rope', is: 'leak', withinSeconds: 60 },
    { kind: 'value', tag: 'hall-b/floor/rope-distance', is: 'above', limit: 15, withinSeconds: 60 },
    { kind: 'state', tag: 'hall-b/floor/spot-2', is: true, withinSeconds: 900 },
  ],
});
