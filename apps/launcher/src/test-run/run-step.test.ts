import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runStep } from './run-step.ts';
import type { TestStep } from './step.ts';

let folder: string;
const printed: string[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'wachter-step-'));
  vi.spyOn(console, 'log').mockImplementation((text: string) => void printed.push(text));
});

afterEach(() => {
  vi.restoreAllMocks();
  printed.length = 0;
  rmSync(folder, { recursive: true, force: true });
});

const beside = (script: string): TestStep => ({
  name: 'aside',
  args: ['--eval', script],
  cwd: folder,
  env: {},
  withinMs: 60_000,
  report: null,
  beside: path.join(folder, 'aside.log'),
});

describe('a step beside the others', () => {
  it('says what it printed when it has ended, and runs at the lowest priority', async () => {
    const outcome = await runStep(beside('console.log("priority", os.getPriority())'), process.env, new AbortController().signal);
    expect(outcome.isPassed).toBe(true);
    expect(printed.join('\n')).toMatch(/── aside\npriority 19$/);
  });

  it('fails with its exit code, and says why', async () => {
    const outcome = await runStep(beside('console.error("differs"); process.exit(1)'), process.env, new AbortController().signal);
    expect(outcome).toMatchObject({ isPassed: false, tally: { failed: 1 } });
    expect(printed.join('\n')).toContain('differs');
  });
});
