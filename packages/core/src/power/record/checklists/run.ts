import { check, defineChecklist } from './define.ts';

/** Beside a run that was recognised: what telemetry does not see. */
export const run = defineChecklist({
  id: 'run',
  name: { en: 'Record of a run', nl: 'Verslag van een run' },
  checks: [
    check('before', 'Looked over before the start', 'Nagekeken voor de start'),
    check('sound', 'Ran without strange noise or smoke', 'Draaide zonder vreemd geluid of rook'),
    check('leaks', 'No leaks', 'Geen lekkage'),
    check('auto', 'Left in automatic', 'Achtergelaten in automatisch'),
  ],
  readings: ['oil-pressure', 'coolant-temperature', 'start-battery', 'run-hours', 'fuel', 'load'],
  countsWhen: 'in-order',
});
