import { check, defineChecklist } from './define.ts';

/** A scenario whose outcome people see, not telemetry alone (domain.md 6.4, C to F). */
export const trial = defineChecklist({
  id: 'trial',
  name: { en: 'Trial of a scenario', nl: 'Beproeving van een scenario' },
  checks: [
    check('alarm', 'The alarm came in time and said the right thing', 'Het alarm kwam op tijd en zei het juiste'),
    check('carried', 'The rest carried the load', 'De rest droeg de belasting'),
    check('loss', 'No load was lost', 'Er viel geen belasting uit'),
    check('restored', 'Everything back as it was', 'Alles terug zoals het was'),
  ],
  readings: ['load'],
  countsWhen: 'in-order',
});
