import { defineWords } from '../define-words.ts';

export const overview = defineWords({
  en: {
    calm: 'No alarms, {fresh, number} of {points, number} points have data',
    alarms: '{count, plural, one {# alarm} other {# alarms}}, {fresh, number} of {points, number} points have data',
    empty: 'There is no site yet',
    emptyHint: 'An administrator names the site and adds the first room and device.',
    start: 'Set up the site',
    needsYou: 'Needs you now',
    proof: '{readings, number} readings in the last minute · {fresh, number} of {points, number} points with data',
    attention: {
      undelivered: 'Messages do not arrive: see which channel fails',
      uncovered: 'Nobody on duty can be reached',
      'no-channel': 'Nobody is told of alarms: set up a channel',
      unacknowledged: '{count, plural, one {# alarm not acknowledged} other {# alarms not acknowledged}}',
      'waiting-for-reset': '{count, plural, one {# alarm waits for reset} other {# alarms wait for reset}}',
      'rules-in-trouble': '{count, plural, one {# rule cannot do its work} other {# rules cannot do their work}}',
      'points-without-data': '{count, plural, one {# point without data} other {# points without data}}',
      'devices-offline': '{count, plural, one {# device offline} other {# devices offline}}',
      'new-devices': '{count, plural, one {# new device to approve} other {# new devices to approve}}',
    },
  },
  nl: {
    calm: 'Geen alarmen, {fresh, number} van {points, number} punten hebben gegevens',
    alarms: '{count, plural, one {# alarm} other {# alarmen}}, {fresh, number} van {points, number} punten hebben gegevens',
    empty: 'Er is nog geen locatie',
    emptyHint: 'Een beheerder geeft de locatie een naam en voegt de eerste ruimte en het eerste apparaat toe.',
    start: 'Locatie inrichten',
    needsYou: 'Vraagt nu om u',
    proof: '{readings, number} metingen in de laatste minuut · {fresh, number} van {points, number} punten met gegevens',
    attention: {
      undelivered: 'Berichten komen niet aan: bekijk welk kanaal faalt',
      uncovered: 'Niemand met dienst is bereikbaar',
      'no-channel': 'Niemand krijgt bericht van alarmen: stel een kanaal in',
      unacknowledged: '{count, plural, one {# alarm niet bevestigd} other {# alarmen niet bevestigd}}',
      'waiting-for-reset': '{count, plural, one {# alarm wacht op herstel} other {# alarmen wachten op herstel}}',
      'rules-in-trouble': '{count, plural, one {# regel kan niet werken} other {# regels kunnen niet werken}}',
      'points-without-data': '{count, plural, one {# punt zonder gegevens} other {# punten zonder gegevens}}',
      'devices-offline': '{count, plural, one {# apparaat offline} other {# apparaten offline}}',
      'new-devices': '{count, plural, one {# nieuw apparaat goed te keuren} other {# nieuwe apparaten goed te keuren}}',
    },
  },
});
