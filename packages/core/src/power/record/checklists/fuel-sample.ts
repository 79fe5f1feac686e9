import { check, defineChecklist } from './define.ts';

/** Once a year (domain.md 6.1). */
export const fuelSample = defineChecklist({
  id: 'fuel-sample',
  name: { en: 'Fuel sample', nl: 'Brandstofmonster' },
  checks: [
    check('taken', 'Sample taken from the bottom of the tank', 'Monster van de tankbodem genomen'),
    check('water', 'No water, clear and bright', 'Geen water, helder'),
    check('report', 'Report of the laboratory is good', 'Rapport van het laboratorium is goed'),
  ],
  readings: ['fuel'],
  countsWhen: 'in-order',
});
