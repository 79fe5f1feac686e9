import { defineWords } from '../define-words.ts';

/** How long rooms have without cooling. */
export const heat = defineWords({
  en: {
    runsOut: 'Minutes left',
    title: 'Without cooling',
    ifStopped: 'If cooling stopped now: {band} until the warmest inlet is at {limit} °C.',
    notLearned:
      'How long this room has until {limit} °C is not known: it was never seen without cooling. The next test or failure teaches it.',
    notSaid: 'How long this room has cannot be said now: what was learned leaves too much open, or the inlets are silent.',
    notCounted: 'The minutes of this room are not counted yet.',
    count: 'Count its minutes',
    basis:
      '{all, plural, one {Learned from # loss of cooling} other {Learned from # losses of cooling}}, {count, plural, =0 {of which none counts} one {of which # counts} other {of which # count}}',
    episode: '{minutes, number} min, {fromC, number, ::.0} to {toC, number, ::.0} °C',
    coolingLeft: '{share, number, ::percent} of the cooling left',
    load: '{kw, number, ::.0} kW',
    rate: '{rate, number, ::.00} K/min ({low, number, ::.00}–{high, number, ::.00})',
  },
  nl: {
    runsOut: 'Minuten over',
    title: 'Zonder koeling',
    ifStopped: 'Als de koeling nu stopt: {band} tot de warmste inlaat op {limit} °C is.',
    notLearned:
      'Hoelang deze ruimte heeft tot {limit} °C is niet bekend: ze is nooit zonder koeling gezien. De volgende test of storing leert het.',
    notSaid: 'Hoelang deze ruimte heeft is nu niet te zeggen: wat geleerd is laat te veel open, of de inlaten zwijgen.',
    notCounted: 'De minuten van deze ruimte worden nog niet geteld.',
    count: 'Minuten tellen',
    basis:
      '{all, plural, one {Geleerd van # keer zonder koeling} other {Geleerd van # keer zonder koeling}}, {count, plural, =0 {waarvan er geen meetelt} one {waarvan er # meetelt} other {waarvan er # meetellen}}',
    episode: '{minutes, number} min, {fromC, number, ::.0} naar {toC, number, ::.0} °C',
    coolingLeft: '{share, number, ::percent} van de koeling over',
    load: '{kw, number, ::.0} kW',
    rate: '{rate, number, ::.00} K/min ({low, number, ::.00}–{high, number, ::.00})',
  },
});
