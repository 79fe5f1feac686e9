import { defineWords } from '../define-words.ts';

export const batteries = defineWords({
  en: {
    heading: 'UPS batteries and self-tests',
    test: 'Last self-test',
    noTest: 'not known, for no point tells it',
    noPlate: 'No nameplate names its battery strings: their age and life are not known.',
    string: 'String {number}: {type}, {years} of {life} years',
    replace: {
      'replace-by': 'its day of replacement has come',
      age: 'its design life is over',
      'life-used': 'its life is used',
    },
    used: '{used} of its life used by temperature; temperatures cover {coverage} of its time, the rest is taken for alike.',
    usedUnknown: 'Life used by temperature is not known: temperatures cover {coverage} of its time.',
    ends: 'At this pace it ends on',
    endsByCalendar: 'By the calendar it ends on',
  },
  nl: {
    heading: 'UPS-accu’s en zelftests',
    test: 'Laatste zelftest',
    noTest: 'onbekend, want geen meetpunt meldt hem',
    noPlate: 'Geen typeplaat noemt de accustrings: leeftijd en levensduur zijn onbekend.',
    string: 'String {number}: {type}, {years} van {life} jaar',
    replace: {
      'replace-by': 'de dag van vervanging is gekomen',
      age: 'de ontwerplevensduur is voorbij',
      'life-used': 'de levensduur is verbruikt',
    },
    used: '{used} van de levensduur verbruikt door temperatuur; temperaturen dekken {coverage} van de tijd, de rest is gelijk verondersteld.',
    usedUnknown: 'Levensduur verbruikt door temperatuur is onbekend: temperaturen dekken {coverage} van de tijd.',
    ends: 'In dit tempo eindigt hij op',
    endsByCalendar: 'Volgens de kalender eindigt hij op',
  },
});
