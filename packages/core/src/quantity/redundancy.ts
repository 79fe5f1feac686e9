import { stateRule } from './default-rules.ts';
import { defineQuantity } from './define.ts';

/**
 * State of units that stand in for each other (domain.md 7). The planned twins are the same state while announced work takes members out: another
 * colour, the same alarm. `unverified`: what nobody knows decides the outcome.
 */
export const redundancy = defineQuantity({
  id: 'redundancy',
  family: 'redundancy',
  name: { en: 'redundancy', nl: 'redundantie' },
  unit: '',
  kind: 'state',
  states: [
    { code: 0, id: 'redundant', name: { en: 'redundant', nl: 'redundant' } },
    { code: 5, id: 'reduced-planned', name: { en: 'reduced (planned)', nl: 'verminderd (gepland)' } },
    { code: 1, id: 'reduced', name: { en: 'reduced', nl: 'verminderd' } },
    { code: 4, id: 'unverified', name: { en: 'unverified', nl: 'onzeker' } },
    { code: 6, id: 'no-margin-planned', name: { en: 'no margin (planned)', nl: 'geen reserve (gepland)' } },
    { code: 2, id: 'no-margin', name: { en: 'no margin', nl: 'geen reserve' } },
    { code: 7, id: 'insufficient-planned', name: { en: 'insufficient (planned)', nl: 'onvoldoende (gepland)' } },
    { code: 3, id: 'insufficient', name: { en: 'insufficient', nl: 'onvoldoende' } },
  ],
  plausible: [0, 7],
  precision: 0,
  deadband: 0,
  intervalSeconds: 120,
  staleSeconds: 300,
  defaults: [
    stateRule(
      {
        bad: {
          'no-margin': 'warning',
          'no-margin-planned': 'warning',
          insufficient: 'critical',
          'insufficient-planned': 'critical',
        },
        keeps: ['unverified'],
        dwellSeconds: 0,
        holdOffSeconds: 0,
      },
      {
        priority: 'critical',
        cause: {
          en: 'A unit failed, is not in automatic, or is being worked on; or the load has grown.',
          nl: 'Een eenheid is uitgevallen, staat niet in automatisch of wordt aan gewerkt; of de belasting is gegroeid.',
        },
        consequence: {
          en: 'No margin: the next failure takes the service down. Insufficient: it is going down now.',
          nl: 'Geen reserve: de volgende storing legt de dienst stil. Onvoldoende: dat gebeurt nu.',
        },
        response: {
          en: 'Bring back what is missing. Touch nothing else of this group, and stop planned work on it.',
          nl: 'Breng terug wat ontbreekt. Blijf van de rest van deze groep af en staak gepland werk eraan.',
        },
        respondWithinMinutes: 30,
      },
    ),
  ],
  hints: [],
});
