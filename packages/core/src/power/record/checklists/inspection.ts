import { check, defineChecklist } from './define.ts';

/** Weekly inspection of a set (domain.md 6.1). */
export const inspection = defineChecklist({
  id: 'inspection',
  name: { en: 'Inspection', nl: 'Inspectie' },
  checks: [
    check('fuel', 'Fuel level and lines', 'Brandstofpeil en leidingen'),
    check('oil', 'Oil level', 'Oliepeil'),
    check('coolant', 'Coolant level', 'Koelwaterpeil'),
    check('battery', 'Starting battery and charger', 'Startaccu en lader'),
    check('heater', 'Block heater warm', 'Motorverwarming warm'),
    check('leaks', 'No leaks', 'Geen lekkage'),
    check('alarms', 'No alarms on the panel', 'Geen alarmen op het paneel'),
    check('auto', 'Left in automatic', 'Achtergelaten in automatisch'),
  ],
  readings: ['start-battery', 'run-hours', 'fuel', 'oil-level', 'coolant-temperature'],
  countsWhen: 'complete',
});
