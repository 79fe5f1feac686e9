import { ok, type RationalisationStatus, rationalisationStatuses } from '@wachter/core';
import type { Context } from '@wachter/services/context';
import { listRationalisations, type RationalisedRule } from '@wachter/services/rule/list-rationalisations';
import type { RationalisationRow, RationalisationView } from '../../features/rationalisation/rationalisation-view.ts';
import type { Read } from './read.ts';
import { subjectNamer } from './rule-subjects.ts';
import { readSiteModel } from './site-model.ts';

/** Every rule that is switched on, named, with what was decided on it; those that need somebody first. */
export async function readRationalisations(context: Context): Promise<Read<RationalisationView>> {
  const found = await listRationalisations(context, {});
  if (!found.ok) return found;
  const model = await readSiteModel(context);
  if (!model.ok) return model;
  const nameOf = subjectNamer(model.value);
  const rows = found.value.rules.map(({ rule, status, records }): RationalisationRow => {
    const { id: ruleId, type: ruleType, priority, respondWithinMinutes } = rule;
    const written = records.map(({ params: _, ...record }) => record);
    return { ruleId, ruleType, ...nameOf(rule), priority, respondWithinMinutes, status, records: written };
  });
  return ok({ mix: found.value.mix, counts: countsOf(found.value.rules), rows });
}

function countsOf(rules: readonly RationalisedRule[]): Readonly<Record<RationalisationStatus, number>> {
  const count = (status: RationalisationStatus) => rules.filter((one) => one.status === status).length;
  return Object.fromEntries(rationalisationStatuses.map((status) => [status, count(status)])) as Record<
    RationalisationStatus,
    number
  >;
}
