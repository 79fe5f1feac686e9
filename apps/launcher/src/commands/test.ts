import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureDashboard, hasDashboard } from '../build/dashboard.ts';
import { ensurePrismaClient } from '../build/prisma-client.ts';
import { defineCommand } from '../command.ts';
import { root, wholeEnv } from '../env.ts';
import { explain } from '../explain.ts';
import { exitCode, RefusedError } from '../refused.ts';
import { createSteps, duration } from '../steps.ts';
import { findPostgres, planTests } from '../test-run/plan.ts';
import { runStep } from '../test-run/run-step.ts';
import { judge, type StepOutcome, sum, type TestStep } from '../test-run/step.ts';

const names = ['types', 'lint', 'simulation', 'unit', 'integration', 'external', 'browser'] as const;

/** Builds what the tests stand on; a build that fails is one failure, and the rest still runs. */
async function build(name: string, work: () => Promise<unknown>): Promise<StepOutcome> {
  const begunAt = performance.now();
  try {
    await work();
    return { name, ms: performance.now() - begunAt, ...judge({ isClean: true, note: null }, null) };
  } catch (error) {
    console.error(explain(error).sentence);
    return { name, ms: performance.now() - begunAt, ...judge({ isClean: false, note: 'could not be built' }, null) };
  }
}

function line({ name, isPassed, tally, ms, note }: StepOutcome): string {
  const counts = [
    tally.passed > 0 ? `${tally.passed} passed` : '',
    tally.failed > 0 ? `${tally.failed} failed` : '',
    tally.skipped > 0 ? `${tally.skipped} skipped` : '',
  ].filter(Boolean);
  return `  ${isPassed ? '✓' : '✗'} ${name.padEnd(16)} ${duration(ms).padStart(10)}  ${[...counts, note ?? ''].filter(Boolean).join(', ')}`.trimEnd();
}

/** Steps that start the product need its dashboard. */
const standsOnDashboard = ['integration', 'browser'];

async function runAll(plan: readonly TestStep[], signal: AbortSignal): Promise<readonly StepOutcome[]> {
  const steps = createSteps((text) => console.log(text));
  const outcomes = [await build('database client', () => ensurePrismaClient({ root, steps, signal }))];
  const beside: Promise<StepOutcome>[] = [];
  let isBuilt = !hasDashboard(root);
  for (const step of plan) {
    if (signal.aborted) break;
    if (!isBuilt && standsOnDashboard.includes(step.name)) {
      outcomes.push(await build('dashboard build', () => ensureDashboard({ root, steps, signal })));
      isBuilt = true;
    }
    if (step.beside !== null) {
      beside.push(runStep(step, wholeEnv(), signal));
      continue;
    }
    console.log(`\n── ${step.name}`);
    outcomes.push(await runStep(step, wholeEnv(), signal));
  }
  return [...outcomes, ...(await Promise.all(beside))];
}

function chosen(words: readonly string[], plan: readonly TestStep[]): readonly TestStep[] {
  const unknown = words.find((word) => !(names as readonly string[]).includes(word));
  if (unknown !== undefined)
    throw new RefusedError(`There is no test step "${unknown}": choose from ${names.join(', ')}.`, exitCode.usage);
  return words.length === 0 ? plan : plan.filter((step) => words.includes(step.name));
}

export const test = defineCommand({
  name: 'test',
  says: 'Runs everything: types, lint, simulation, unit, integration, dashboard build, browser tests.',
  words: ['[STEP]', '[STEP]', '[STEP]', '[STEP]'],
  notes: [`STEP: ${names.join(', ')}; all when left out. The last line is "N passed, N failed".`],
  run: async (call) => {
    const reports = mkdtempSync(path.join(tmpdir(), 'wachter-test-'));
    const controller = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => controller.abort());
    try {
      const outcomes = await runAll(
        chosen(
          call.words,
          planTests(root, reports, { postgres: findPostgres(wholeEnv()['WACHTER_TEST_POSTGRES'], wholeEnv()['PATH'] ?? '') }),
        ),
        controller.signal,
      );
      const all = sum(outcomes);
      console.log(`\n${outcomes.map(line).join('\n')}`);
      if (all.skipped > 0) console.log(`  ${all.skipped} skipped; each says why above.`);
      console.log(`${all.passed} passed, ${all.failed} failed`);
      return controller.signal.aborted ? exitCode.interrupted : all.failed > 0 ? exitCode.failure : exitCode.ok;
    } finally {
      rmSync(reports, { recursive: true, force: true });
    }
  },
});
