import type { RuleSet } from '../rule-set.ts';
import { hasRun, loadTimes, mainsFailures, type RunRecord } from '../run.ts';
import { nfpa110Annual, nfpa110Combined, nfpa110Monthly, nfpa110ThreeYears } from './nfpa-110.ts';
import { siteBattery, siteFlicker, siteLoaded, siteNoLoad } from './site.ts';

const LONG_MS = 3_600_000;

/**
 * The rule sets that a run may be held against, the one that says most first: a run with load, or one that should have carried, against those
 * of loaded runs; the long ones only from an hour, for nobody means a short run by them.
 */
export function fittingRuleSets(run: RunRecord): readonly RuleSet[] {
  const sets = run.sets.filter(hasRun);
  if (run.reason === 'ups-test') return [siteBattery];
  const isFailing = run.faults.some(({ kind }) => kind !== 'data-lost');
  if (sets.length === 0 && !isFailing) return [siteFlicker];
  const hasLoad = sets.some((set) => loadTimes(set).length > 0);
  if (!hasLoad && mainsFailures(run).length === 0) return [siteNoLoad];
  const isLong = (run.endedAt ?? run.startedAt) - run.startedAt >= LONG_MS;
  return [siteLoaded, nfpa110Monthly, ...(isLong ? [nfpa110Annual, nfpa110ThreeYears, nfpa110Combined] : [])];
}
