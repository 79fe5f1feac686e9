import type { Words } from '../quantity/define.ts';
import type { Instant } from '../reading/reading.ts';

/** Why a rule that should watch cannot do so fully. `detail` names the inputs, or says what is wrong. */
export const ruleProblemKinds = [
  'unknown-rule-type',
  'invalid-params',
  'unknown-input',
  'input-not-in-use',
  'input-silent',
  'gives-no-number',
] as const;
export type RuleProblemKind = (typeof ruleProblemKinds)[number];

export interface RuleProblem {
  readonly ruleId: string;
  readonly kind: RuleProblemKind;
  readonly detail: string;
  readonly since: Instant;
}

/** What it means, without the detail. */
export const ruleProblemWords: Readonly<Record<RuleProblemKind, Words>> = {
  'unknown-rule-type': { en: 'does not run: its type is not known', nl: 'werkt niet: het type is onbekend' },
  'invalid-params': { en: 'does not run: its settings do not fit', nl: 'werkt niet: de instellingen passen niet' },
  'unknown-input': { en: 'lacks an input: there is no such point', nl: 'mist een ingang: dit punt bestaat niet' },
  'input-not-in-use': {
    en: 'lacks an input: the point is retired or not approved',
    nl: 'mist een ingang: het punt is vervallen of niet goedgekeurd',
  },
  'input-silent': { en: 'lacks an input: no data', nl: 'mist een ingang: geen gegevens' },
  'gives-no-number': {
    en: 'cannot judge: a part of its expression gives no number',
    nl: 'kan niet oordelen: een deel van de expressie geeft geen getal',
  },
};
