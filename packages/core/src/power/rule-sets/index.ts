import { registryOf } from '../../registry.ts';
import type { RuleSet } from '../rule-set.ts';
import { nfpa110Annual, nfpa110Combined, nfpa110Monthly, nfpa110ThreeYears } from './nfpa-110.ts';
import { siteBattery, siteFlicker, siteLoaded, siteNoLoad, siteTransfer } from './site.ts';

/** Rule sets to begin with; a site takes one over, edits it and has it approved. To add one: a file or an export, and a line here. */
export const ruleSets: readonly RuleSet[] = [
  nfpa110Monthly,
  nfpa110Annual,
  nfpa110ThreeYears,
  nfpa110Combined,
  siteLoaded,
  siteNoLoad,
  siteBattery,
  siteFlicker,
  siteTransfer,
];

const byId = registryOf('rule sets', ruleSets);

export const ruleSetById = (id: string): RuleSet | null => byId.get(id) ?? null;
