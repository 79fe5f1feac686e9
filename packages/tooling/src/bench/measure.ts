/** Median of a list; the mean of the middle two when even. Throws on an empty list. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  if (upper === undefined) throw new Error('median of nothing');
  const lower = sorted.length % 2 === 0 ? sorted[middle - 1] : upper;
  return ((lower ?? upper) + upper) / 2;
}

/** Percentile by nearest rank, 0 < share ≤ 1. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const found = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (found === undefined) throw new Error('percentile of nothing');
  return found;
}

/** Runs the work `times` times and keeps the median of what it returns. */
export async function medianOf(
  times: number,
  work: (round: number) => Promise<number>,
): Promise<{ readonly median: number; readonly all: readonly number[] }> {
  const all: number[] = [];
  for (let round = 0; round < times; round++) all.push(await work(round));
  return { median: median(all), all };
}

/** Waits until `done` holds, asking every `everyMs`; throws after `withinMs`, saying what it waited for. */
export async function waitUntil(
  what: string,
  done: () => Promise<boolean>,
  { everyMs = 50, withinMs = 120_000 } = {},
): Promise<void> {
  const end = performance.now() + withinMs;
  while (!(await done())) {
    if (performance.now() > end) throw new Error(`waited ${withinMs / 1000} s for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}

/** Resident memory of a process in MB, from the kernel; null where /proc is not there. */
export async function residentMb(pid: number): Promise<{ readonly now: number; readonly peak: number } | null> {
  const { readFile } = await import('node:fs/promises');
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => null);
  const kilobytes = (key: string) => Number(status?.match(new RegExp(`${key}:\\s+(\\d+)`))?.[1] ?? Number.NaN);
  return status === null ? null : { now: kilobytes('VmRSS') / 1024, peak: kilobytes('VmHWM') / 1024 };
}
