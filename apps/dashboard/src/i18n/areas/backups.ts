import { defineWords } from '../define-words.ts';

/** Backups: what was made, and what a restore of it found. */
export const backups = defineWords({
  en: {
    noneTitle: 'Backups are not made from here',
    noneHint: 'This Wachter has a database of its own: whoever runs that backs it up, for example with pgBackRest.',
    title:
      '{count, plural, =0 {Backups are made and hold} one {One thing is wrong with the backups} other {# things are wrong with the backups}}',
    sub: 'A base backup every six hours, its log within a minute, a restore tried every day. Only what was restored counts.',
    places: 'Places',
    reached: 'has everything up to',
    waits: '{count, plural, one {# log file waits} other {# log files wait}}: {problem}',
    rows: 'Made and tried',
    soon: 'The first is made five minutes after the start.',
    base: 'Base backup',
    verify: 'Restored',
    size: '{size} MB in {seconds} s',
    found: '{readings} readings, {alarms} alarms, {acts} records of the audit trail, unbroken.',
    newest: 'Newest reading:',
  },
  nl: {
    noneTitle: 'Back-ups worden niet van hieruit gemaakt',
    noneHint: 'Deze Wachter heeft een eigen database: wie die beheert maakt er back-ups van, bijvoorbeeld met pgBackRest.',
    title:
      '{count, plural, =0 {Back-ups worden gemaakt en kloppen} one {Er is één ding mis met de back-ups} other {Er zijn # dingen mis met de back-ups}}',
    sub: 'Elke zes uur een basisback-up, het logboek binnen een minuut, elke dag een proefherstel. Alleen wat hersteld is telt.',
    places: 'Plaatsen',
    reached: 'heeft alles tot',
    waits: '{count, plural, one {# logbestand wacht} other {# logbestanden wachten}}: {problem}',
    rows: 'Gemaakt en beproefd',
    soon: 'De eerste wordt vijf minuten na de start gemaakt.',
    base: 'Basisback-up',
    verify: 'Hersteld',
    size: '{size} MB in {seconds} s',
    found: '{readings} metingen, {alarms} alarmen, {acts} regels van het auditspoor, ongebroken.',
    newest: 'Nieuwste meting:',
  },
});
