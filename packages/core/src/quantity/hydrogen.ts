import { limitRule, staleRule } from './default-rules.ts';
import { defineQuantity } from './define.ts';
import { wireSentinels } from './sentinel.ts';

/**
 * Hydrogen in battery rooms. LEL 4 % vol, so 1 % vol = 25 %LEL and 400 ppm = 1 %LEL (domain.md 2.1). Warning 10 %LEL, critical 25 %LEL;
 * delays 10/60 s (domain.md 2.5). −5 is the drift that a detector may show.
 */
export const hydrogen = defineQuantity({
  id: 'hydrogen',
  family: 'hydrogen',
  name: { en: 'hydrogen', nl: 'waterstof' },
  unit: '%LEL',
  kind: 'number',
  plausible: [-5, 100],
  sentinels: wireSentinels,
  precision: 1,
  deadband: 0.2,
  intervalSeconds: 5,
  staleSeconds: 30,
  headline: true,
  bridge: { unit: 'ppm', factor: 1 / 400 },
  defaults: [
    limitRule(
      { high: { warning: 10, critical: 25 }, hysteresis: 2, dwellSeconds: 10, holdOffSeconds: 60 },
      {
        priority: 'critical',
        latching: true,
        cause: {
          en: 'Batteries give off hydrogen while charging and the ventilation does not carry it away, or a cell is damaged.',
          nl: 'Accu’s geven waterstof af tijdens het laden en de ventilatie voert het niet af, of een cel is beschadigd.',
        },
        consequence: {
          en: 'At 100 %LEL the room is explosive. At 25 %LEL nobody should be inside.',
          nl: 'Bij 100 %LEL is de ruimte explosief. Bij 25 %LEL hoort niemand meer binnen te zijn.',
        },
        response: {
          en: 'Switch on the ventilation from outside, stop boost charging, keep people and sparks out. From 25 %LEL: leave the room and call the fire service.',
          nl: 'Zet de ventilatie van buitenaf aan, stop snelladen, houd mensen en vonken weg. Vanaf 25 %LEL: verlaat de ruimte en bel de brandweer.',
        },
        respondWithinMinutes: 5,
      },
    ),
    staleRule(30, 'high'),
  ],
  hints: ['hydrogen', 'h2', 'waterstof'],
});
