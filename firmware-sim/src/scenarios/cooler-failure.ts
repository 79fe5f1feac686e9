import type { Knobs } from '../physics/plant.ts';
import { defineScenario } from './define.ts';

const failed = (coolers: readonly string[]) => ({ turn: (knobs: Knobs) => ({ ...knobs, failedCoolers: coolers }) });

export const coolerFailure = defineScenario({
  name: 'cooler-failure',
  title: { en: 'Coolers fail in hall A', nl: 'Koeling valt uit in zaal A' },
  description: {
    en: 'One air handler of hall A trips and the spare carries on; then two more follow. Hot air flows back over the racks until they are reset.',
    nl: 'Eén koelunit van zaal A valt uit en de reserve vangt het op; dan volgen er nog twee. Warme lucht stroomt terug over de racks tot ze worden gereset.',
  },
  steps: [
    {
      atSeconds: 0,
      say: {
        en: 'CRAH A1 trips. The other three can carry the hall.',
        nl: 'CRAH A1 valt uit. De andere drie kunnen de zaal aan.',
      },
      ...failed(['crah-a1']),
    },
    {
      atSeconds: 60,
      say: {
        en: 'CRAH A2 trips. Containment pressure falls below zero.',
        nl: 'CRAH A2 valt uit. De overdruk in de gang zakt onder nul.',
      },
      ...failed(['crah-a1', 'crah-a2']),
    },
    {
      atSeconds: 120,
      say: { en: 'CRAH A3 trips. One of four is left.', nl: 'CRAH A3 valt uit. Eén van de vier is over.' },
      ...failed(['crah-a1', 'crah-a2', 'crah-a3']),
    },
    {
      atSeconds: 1500,
      clockSeconds: 300,
      say: { en: 'All air handlers are reset and start.', nl: 'Alle koelunits zijn gereset en starten.' },
      ...failed([]),
    },
  ],
  expects: [
    { kind: 'value', tag: 'hall-a/cold-aisle/dp-1', is: 'below', limit: 0, withinSeconds: 120 },
    { kind: 'value', tag: 'hall-a/a10/inlet-top', is: 'above', limit: 27, withinSeconds: 300 },
    { kind: 'value', tag: 'hall-a/a10/inlet-top', is: 'above', limit: 32, withinSeconds: 600 },
    { kind: 'value', tag: 'hall-a/crah-a1/return-air', is: 'above', limit: 40, withinSeconds: 900 },
  ],
});
