import { parseArgs } from 'node:util';
import { sumOf, unreached } from './coverage.ts';
import { type Report, replayCommand, simulate } from './simulate.ts';

/** So many simulated days reach every rare path that is counted, and so many reach it often. */
const ENOUGH_DAYS = 180;
const MANY_DAYS = 6_000;
const OFTEN = 10;
const DEVICES = 2;
const DAYS_A_YEAR = 365.25;

const HELP = `Runs the real ingestor on a virtual clock, with storage in memory and faults that a seed decides, and compares its alarms
with a slow and obvious reference: none may be missed, none false, all times equal.

  --seed N     first seed (1)
  --seeds K    how many seeds, one after the other (1)
  --days D     simulated days of each seed (30)
  --years Y    simulated device-years instead: as many seeds of --days as are needed for them (two devices each)
  --help       this text

Every 25 seeds a line says how far it is. At the end: how often each rare path was reached, and one line with the sum.

Exit codes: 0 engine and reference agree, 1 they differ (the seed and the command that replays it are printed) or a rare path was reached too
seldom (once in six seeds of 30 days and more, ${OFTEN} times in two hundred), 2 wrong options.`;

interface Wanted {
  readonly seed: number;
  readonly seeds: number;
  readonly days: number;
}

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value > 0;

/** Null when an option is no positive number. */
function wantedOf(words: readonly string[]): Wanted | 'help' | null {
  const option = { type: 'string' } as const;
  try {
    const options = { seed: option, seeds: option, days: option, years: option, help: { type: 'boolean' } } as const;
    const { values } = parseArgs({ args: [...words], options });
    if (values.help) return 'help';
    const days = Number(values.days ?? 30);
    const byYears = Math.ceil((Number(values.years) * DAYS_A_YEAR) / (days * DEVICES));
    const wanted = {
      seed: Number(values.seed ?? 1),
      seeds: values.years === undefined ? Number(values.seeds ?? 1) : byYears,
      days,
    };
    return isCount(wanted.seed) && isCount(wanted.seeds) && isCount(days) ? wanted : null;
  } catch {
    return null;
  }
}

function tell(report: Report): void {
  if (report.differences.length === 0) return;
  console.log(`seed ${report.seed}: ${report.differences.length} differences; replay with: ${replayCommand(report)}`);
  for (const difference of report.differences.slice(0, 10)) console.log(`  ${difference}`);
}

const sum = (reports: readonly Report[], count: (report: Report) => number): number =>
  reports.reduce((total, report) => total + count(report), 0);

/** Device-years, messages and alarms so far, and how many seeds differ. */
function lineOf(reports: readonly Report[]): string {
  const years = (sum(reports, ({ days }) => days * DEVICES) / DAYS_A_YEAR).toFixed(1);
  const wrong = reports.filter(({ differences }) => differences.length > 0).length;
  const [messages, alarms] = [sum(reports, (one) => one.messages), sum(reports, (one) => one.alarms)];
  return `${years} device-years, ${messages} messages, ${alarms} alarms compared: ${wrong} seeds differ`;
}

async function main(words: readonly string[]): Promise<number> {
  const wanted = wantedOf(words);
  if (wanted === 'help' || wanted === null) {
    console.log(wanted === null ? `An option is not a positive number, or is not known.\n\n${HELP}` : HELP);
    return wanted === null ? 2 : 0;
  }
  const reports: Report[] = [];
  for (let seed = wanted.seed; seed < wanted.seed + wanted.seeds; seed++) {
    const report = await simulate(seed, wanted.days);
    tell(report);
    reports.push(report);
    if (reports.length % 25 === 0) console.log(`${reports.length} of ${wanted.seeds} seeds: ${lineOf(reports)}`);
  }
  const coverage = sumOf(reports.map((report) => report.coverage));
  for (const [path, times] of Object.entries(coverage)) console.log(`  ${path}: ${times}`);
  const days = wanted.seeds * wanted.days;
  const missing = days < ENOUGH_DAYS ? [] : unreached(coverage, days < MANY_DAYS ? 1 : OFTEN);
  if (missing.length > 0) console.log(`not reached often enough: ${missing.join(', ')}`);
  console.log(lineOf(reports));
  const isWrong = reports.some(({ differences }) => differences.length > 0);
  return isWrong || missing.length > 0 ? 1 : 0;
}

process.exitCode = await main(process.argv.slice(2));
