import { createHash } from 'node:crypto';
import { compareAlarms, type Difference } from './compare.ts';
import { type Coverage, coverageOf } from './coverage.ts';
import { driveRun } from './drive.ts';
import { planRun } from './plan.ts';
import { createChance } from './random.ts';
import { tellReference } from './reference.ts';
import { drawRules } from './site.ts';
import { installVirtualClock } from './virtual-clock.ts';

/** What one seed gave. `digest` is that of everything that happened and everything that was stored. */
export interface Report {
  readonly seed: number;
  readonly days: number;
  readonly differences: readonly Difference[];
  readonly coverage: Coverage;
  readonly digest: string;
  readonly alarms: number;
  readonly messages: number;
}

const DAY = 86_400_000;
/** Midnight of a winter day; days with a change of the clocks are days like others to the engine. */
const BEGIN = Date.UTC(2026, 0, 15);

/** One run of a seed: the real ingestor against the reference. The same seed gives the same report. */
export async function simulate(seed: number, days: number): Promise<Report> {
  const chance = createChance(seed);
  const rules = drawRules(chance);
  const [from, to] = [BEGIN, BEGIN + days * DAY];
  const steps = planRun({ chance, rules, from, to });
  const clock = installVirtualClock(from);
  try {
    const outcome = await driveRun({ steps, rules, from, to }, clock);
    const reference = tellReference(outcome.log);
    const digest = createHash('sha256')
      .update(JSON.stringify([outcome.log, outcome.alarms]))
      .digest('hex');
    return {
      ...{ seed, days, digest, differences: compareAlarms(reference, outcome), coverage: coverageOf(reference, outcome) },
      alarms: outcome.alarms.length,
      messages: outcome.log.filter(({ kind }) => kind === 'heard').length,
    };
  } finally {
    clock.uninstall();
  }
}

/** The command that plays a seed again. */
export const replayCommand = ({ seed, days }: Pick<Report, 'seed' | 'days'>): string =>
  `npm run simulate -- --seed ${seed} --days ${days}`;
