import type { AlarmKpis, SiteModel } from '@wachter/core';

/** What a rule guards, for people: its name, the type of the rule, and where to look. */
export interface KpiSubject {
  readonly name: string;
  readonly ruleType: string;
  readonly path: string | null;
}

/** The figures of a period and the names of what they speak of. */
export interface NamedAlarmKpis {
  readonly kpis: AlarmKpis;
  /** By rule, of every rule that the figures name. */
  readonly subjects: Readonly<Record<string, KpiSubject>>;
  readonly sites: SiteModel['sites'];
}
