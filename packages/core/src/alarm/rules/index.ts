import { registryOf } from '../../registry.ts';
import type { Rule } from '../define-rule.ts';
import { auditTrail } from './audit-trail.ts';
import { backupLate } from './backup-late.ts';
import { batteryDue } from './battery-due.ts';
import { brokerLine } from './broker-line.ts';
import { condensation } from './condensation.ts';
import { count } from './count.ts';
import { deviceOffline } from './device-offline.ts';
import { disagreement } from './disagreement.ts';
import { dutyCover } from './duty-cover.ts';
import { expression } from './expression.ts';
import { flatline } from './flatline.ts';
import { limit } from './limit.ts';
import { noStart } from './no-start.ts';
import { notificationPath } from './notification-path.ts';
import { rate } from './rate.ts';
import { reachesLimit } from './reaches-limit.ts';
import { stale } from './stale.ts';
import { state } from './state.ts';
import { testOverdue } from './test-overdue.ts';
import { voting } from './vote.ts';

/** A rule whose types are known to itself only. */
export type AnyRule = Rule<unknown, unknown>;

/** Safe because parameters reach `start` and `step` only after the rule's own schema, and memory only comes from the rule itself. */
const forget = <Params, Memory>(rule: Rule<Params, Memory>): AnyRule => rule as unknown as AnyRule;

/** Every rule type. To add one: a file beside this one and a line here. */
export const rules: readonly AnyRule[] = [
  forget(limit),
  forget(state),
  forget(stale),
  forget(deviceOffline),
  forget(rate),
  forget(count),
  forget(condensation),
  forget(disagreement),
  forget(voting),
  forget(flatline),
  forget(reachesLimit),
  forget(notificationPath),
  forget(dutyCover),
  forget(testOverdue),
  forget(brokerLine),
  forget(auditTrail),
  forget(backupLate),
  forget(batteryDue),
  forget(expression),
  forget(noStart),
];

const byId = registryOf('rules', rules);

export const ruleById = (id: string): AnyRule | null => byId.get(id) ?? null;
