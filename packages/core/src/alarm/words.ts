import type { Priority, Words } from '../quantity/define.ts';
import type { AlarmRemark, AlarmState, TransitionKind, Withheld } from './alarm.ts';
import type { AlarmLevel } from './define-rule.ts';

/** ISA-18.2 states in plain words. */
export const stateWords: Readonly<Record<AlarmState, Words>> = {
  normal: { en: 'normal', nl: 'normaal' },
  unacknowledged: { en: 'not acknowledged', nl: 'niet bevestigd' },
  acknowledged: { en: 'acknowledged', nl: 'bevestigd' },
  'returned-unacknowledged': { en: 'over, not acknowledged', nl: 'voorbij, niet bevestigd' },
  'latched-unacknowledged': { en: 'over, held, not acknowledged', nl: 'voorbij, vastgehouden, niet bevestigd' },
  'latched-acknowledged': { en: 'over, waiting for reset', nl: 'voorbij, wacht op herstel' },
};

export const withheldWords: Readonly<Record<Withheld, Words>> = {
  none: { en: '', nl: '' },
  shelved: { en: 'shelved', nl: 'uitgesteld' },
  suppressed: { en: 'suppressed', nl: 'onderdrukt' },
  'out-of-service': { en: 'out of service', nl: 'buiten bedrijf' },
};

export const remarkWords: Readonly<Record<AlarmRemark, Words>> = {
  chattering: { en: 'comes and goes, held active', nl: 'komt en gaat, actief gehouden' },
  fleeting: { en: 'gone within seconds', nl: 'binnen seconden voorbij' },
};

export const priorityWords: Readonly<Record<Priority, Words>> = {
  critical: { en: 'critical', nl: 'kritiek' },
  high: { en: 'high', nl: 'hoog' },
  medium: { en: 'medium', nl: 'middel' },
  low: { en: 'low', nl: 'laag' },
};

export const levelWords: Readonly<Record<AlarmLevel, Words>> = {
  warning: { en: 'warning', nl: 'waarschuwing' },
  critical: { en: 'critical', nl: 'kritiek' },
};

/** Words for `Condition.direction`. */
export const directionWords: Readonly<Record<string, Words>> = {
  high: { en: 'above', nl: 'boven' },
  low: { en: 'below', nl: 'onder' },
  state: { en: 'state', nl: 'toestand' },
  stale: { en: 'no data', nl: 'geen gegevens' },
  offline: { en: 'offline', nl: 'offline' },
  rise: { en: 'rise', nl: 'stijging' },
  fall: { en: 'fall', nl: 'daling' },
  change: { en: 'change', nl: 'verandering' },
  apart: { en: 'apart from the zone', nl: 'afwijkend van de zone' },
  vote: { en: 'sensors beyond the limit', nl: 'sensoren voorbij de grens' },
  flat: { en: 'stands still', nl: 'staat stil' },
  reaches: { en: 'will reach the limit', nl: 'gaat de grens bereiken' },
  margin: { en: 'dew-point margin', nl: 'marge tot dauwpunt' },
  count: { en: 'times', nl: 'keer' },
  undelivered: { en: 'messages not delivered', nl: 'berichten niet afgeleverd' },
  'line-lost': { en: 'broker line lost', nl: 'brokerlijn weg' },
  uncovered: { en: 'nobody on duty', nl: 'niemand met dienst' },
  unsaved: { en: 'backups late', nl: 'back-ups te laat' },
  altered: { en: 'audit trail changed', nl: 'auditspoor gewijzigd' },
  'battery-due': { en: 'replace battery', nl: 'accu vervangen' },
  overdue: { en: 'test overdue', nl: 'test te laat' },
  'no-start': { en: 'no start', nl: 'geen start' },
  expression: { en: 'own expression', nl: 'eigen expressie' },
};

export const transitionWords: Readonly<Record<TransitionKind, Words>> = {
  raised: { en: 'raised', nl: 'opgekomen' },
  're-raised': { en: 'came back', nl: 'teruggekomen' },
  escalated: { en: 'got worse', nl: 'verergerd' },
  'de-escalated': { en: 'eased', nl: 'verminderd' },
  cleared: { en: 'over', nl: 'voorbij' },
  acknowledged: { en: 'acknowledged', nl: 'bevestigd' },
  reset: { en: 'reset', nl: 'hersteld' },
  'recorded-late': { en: 'found in late data', nl: 'gevonden in late gegevens' },
  confirmed: { en: 'confirmed live', nl: 'actueel bevestigd' },
  'rule-changed': { en: 'rule changed', nl: 'regel gewijzigd' },
  commented: { en: 'comment', nl: 'opmerking' },
  shelved: { en: 'shelved', nl: 'uitgesteld' },
  unshelved: { en: 'no longer shelved', nl: 'niet meer uitgesteld' },
  suppressed: { en: 'suppressed', nl: 'onderdrukt' },
  unsuppressed: { en: 'no longer suppressed', nl: 'niet meer onderdrukt' },
  'taken-out-of-service': { en: 'taken out of service', nl: 'buiten bedrijf gesteld' },
  'returned-to-service': { en: 'back in service', nl: 'weer in bedrijf' },
  'acknowledgement-expired': { en: 'acknowledgement expired', nl: 'bevestiging verlopen' },
  'chattering-began': { en: 'comes and goes: held active', nl: 'komt en gaat: actief gehouden' },
  'flood-began': { en: 'alarm flood began', nl: 'alarmvloed begonnen' },
  'flood-ended': { en: 'alarm flood over', nl: 'alarmvloed voorbij' },
  'chattering-ended': { en: 'quiet again', nl: 'weer rustig' },
};
