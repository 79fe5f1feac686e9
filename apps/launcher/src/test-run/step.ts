export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** One thing `npm test` checks. `args` are node's; `report` is where it leaves its counts, null when it counts nothing itself. */
export interface TestStep {
  readonly name: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly withinMs: number;
  readonly report: { readonly file: string; readonly read: (json: unknown) => Tally } | null;
  /** Where a step that runs beside the others, at the lowest priority, leaves what it prints until it has ended; null for one in the foreground. */
  readonly beside: string | null;
}

export interface StepOutcome {
  readonly name: string;
  readonly isPassed: boolean;
  readonly tally: Tally;
  readonly ms: number;
  /** Why it failed when no test says so. */
  readonly note: string | null;
}

const nothing: Tally = { passed: 0, failed: 0, skipped: 0 };

/** What a step that ended like this adds to the sum: a failure that no test accounts for counts as one failed. */
export function judge(
  exit: { readonly isClean: boolean; readonly note: string | null },
  counted: Tally | null,
): Pick<StepOutcome, 'isPassed' | 'tally' | 'note'> {
  const tally = counted ?? nothing;
  const isPassed = exit.isClean && tally.failed === 0;
  if (isPassed) return { isPassed, tally, note: null };
  return {
    isPassed,
    tally: tally.failed > 0 ? tally : { ...tally, failed: 1 },
    note: exit.note ?? (tally.failed > 0 ? null : 'ended with an error'),
  };
}

export const sum = (outcomes: readonly StepOutcome[]): Tally =>
  outcomes.reduce(
    (all, { tally }) => ({
      passed: all.passed + tally.passed,
      failed: all.failed + tally.failed,
      skipped: all.skipped + tally.skipped,
    }),
    nothing,
  );
