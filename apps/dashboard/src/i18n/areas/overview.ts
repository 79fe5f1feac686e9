import { defineWords } from '../define-words.ts';

export const overview = defineWords({
  en: {
    calm: 'No alarms, {fresh} of {points} points have data',
    alarms: '{count, plural, one {# alarm} other {# alarms}}, {fresh} of {points} points have data',
    empty: 'There is no site yet',
    emptyHint: 'An administrator names the site and adds the first room and device.',
    start: 'Set up the site',
  },
  nl: {
    calm: 'Geen alarmen, {fresh} van {points} punten hebben gegevens',
    alarms: '{count, plural, one {# alarm} other {# alarmen}}, {fresh} van {points} punten hebben gegevens',
    empty: 'Er is nog geen locatie',
    emptyHint: 'Een beheerder geeft de locatie een naam en voegt de eerste ruimte en het eerste apparaat toe.',
    start: 'Locatie inrichten',
  },
});
