import type { Bench } from './bench.ts';
import { measureBundles } from './throughput.ts';

const most = 250;

/** Part e: the largest resident memory of the ingestor after the parts that loaded it; alone, it loads it itself. */
export async function reportMemory(bench: Bench): Promise<void> {
  if (bench.memory.length === 0) await measureBundles({ ...bench, report: () => undefined });
  const { memory, report, say } = bench;
  if (memory.length === 0) return say('  e: left out, this system has no /proc');
  for (const { part, now, peak } of memory) say(`  e: after ${part} ${now.toFixed(0)} MB, at most ${peak.toFixed(0)} MB`);
  const peak = Math.max(...memory.map((one) => one.peak));
  report({
    part: 'e',
    figure: `resident memory of the ingestor, highest of all parts (at their ends ${memory.map(({ now }) => now.toFixed(0)).join(', ')} MB)`,
    measured: `${peak.toFixed(0)} MB`,
    target: '≤ 250 MB',
    isReached: peak <= most,
  });
}
