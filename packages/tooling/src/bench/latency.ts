import type { Bench } from './bench.ts';

export async function measureDelays(bench: Bench): Promise<void> {
  bench.say('  c: later');
}
