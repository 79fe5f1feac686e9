import { defineWords } from '../define-words.ts';

export const backTest = defineWords({
  en: {
    open: 'Back-test a change',
    title: 'What would a change have done?',
    hint: 'The draft below runs over the stored history of this point, beside the present rule. Nothing is changed by it.',
    period: 'History',
    days: '{days} days',
    miss: 'Missed counts from (s)',
    run: 'Run the back-test',
    running: 'Reading the history and running both rules …',
    propose: 'Propose against chatter',
    close: 'Close',
    now: 'Now',
    draft: 'Draft',
    figure: 'Would-be alarms',
    count: 'Alarms',
    critical: 'of which critical',
    total: 'Together',
    longest: 'Longest',
    readings:
      '{count, plural, =0 {No reading is stored in this period} one {# reading was looked at} other {# readings were looked at}}',
    missed:
      '{count, plural, =0 {The draft misses no excursion that lasted that long} one {The draft misses # excursion} other {The draft misses # excursions}}',
    added:
      '{count, plural, =0 {It adds no alarm} one {It adds # alarm where the present rule was silent} other {It adds # alarms where the present rule was silent}}',
    none: 'None.',
    newest: 'The newest {count} of {all}',
    still: 'still there',
    show: 'Show {when} in the chart',
    change: 'Propose this change',
    onlyAdministrators: 'An administrator can put this draft into force.',
    proposal:
      'In the last 7 days it chattered {bursts, plural, one {once} other {# times}} ({now} alarms). Hysteresis {hysteresis} and a delay of {dwell} s would have made {alarms} of them and missed nothing long. They are set in the draft.',
    noChatter: 'It did not chatter in the last 7 days: there is nothing to propose.',
    noProposal:
      'It chattered {bursts, plural, one {once} other {# times}} in the last 7 days, but nothing that was tried ends that without missing an excursion.',
    asIf: 'Everything is taken as if it had come in time and every alarm had been acknowledged when it was over.',
  },
  nl: {
    open: 'Wijziging beproeven',
    title: 'Wat had een wijziging gedaan?',
    hint: 'Het ontwerp hieronder loopt over de bewaarde geschiedenis van dit punt, naast de huidige regel. Er verandert niets door.',
    period: 'Geschiedenis',
    days: '{days} dagen',
    miss: 'Gemist telt vanaf (s)',
    run: 'Beproeven',
    running: 'De geschiedenis wordt gelezen en beide regels lopen …',
    propose: 'Voorstel tegen klapperen',
    close: 'Sluiten',
    now: 'Nu',
    draft: 'Ontwerp',
    figure: 'Alarmen zouden zijn',
    count: 'Alarmen',
    critical: 'waarvan kritiek',
    total: 'Samen',
    longest: 'Langste',
    readings:
      '{count, plural, =0 {In deze periode is geen waarde bewaard} one {# waarde is bekeken} other {# waarden zijn bekeken}}',
    missed:
      '{count, plural, =0 {Het ontwerp mist geen overschrijding die zo lang duurde} one {Het ontwerp mist # overschrijding} other {Het ontwerp mist # overschrijdingen}}',
    added:
      '{count, plural, =0 {Het voegt geen alarm toe} one {Het voegt # alarm toe waar de huidige regel zweeg} other {Het voegt # alarmen toe waar de huidige regel zweeg}}',
    none: 'Geen.',
    newest: 'De nieuwste {count} van {all}',
    still: 'nog gaande',
    show: 'Toon {when} in de grafiek',
    change: 'Deze wijziging voorstellen',
    onlyAdministrators: 'Een beheerder kan dit ontwerp van kracht maken.',
    proposal:
      'In de laatste 7 dagen klapperde het {bursts, plural, one {één keer} other {# keer}} ({now} alarmen). Hysterese {hysteresis} en een vertraging van {dwell} s hadden er {alarms} van gemaakt en niets langs gemist. Ze staan in het ontwerp.',
    noChatter: 'Het klapperde niet in de laatste 7 dagen: er is niets voor te stellen.',
    noProposal:
      'Het klapperde {bursts, plural, one {één keer} other {# keer}} in de laatste 7 dagen, maar niets van wat geprobeerd is maakt er een einde aan zonder een overschrijding te missen.',
    asIf: 'Alles wordt genomen alsof het op tijd kwam en elk alarm bevestigd was toen het voorbij was.',
  },
});
