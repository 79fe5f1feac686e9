import { parseArgs } from 'node:util';

export const parts = ['a', 'b', 'c', 'd', 'f', 'g', 'h', 'e'] as const;
export type Part = (typeof parts)[number];

/** How much each part does. Counts are of one round. */
export interface Sizes {
  readonly rounds: number;
  /** Single readings through the broker. */
  readonly singles: number;
  /** Messages of twenty values. */
  readonly bundles: number;
  /** Messages of the per-message pipeline, which is slow. */
  readonly perMessage: number;
  /** Seconds of steady load under which delays are measured. */
  readonly latencySeconds: number;
  /** Messages a second beside the probe while delays are measured, each in turn; 0 = idle. */
  readonly latencyRates: readonly number[];
  /** Seconds of steady load under which the rules are weighed. */
  readonly engineSeconds: number;
  readonly historyReadings: number;
  readonly queries: number;
  /** Pages of alarms that are asked for. */
  readonly pages: number;
}

const full: Sizes = {
  rounds: 3,
  singles: 100_000,
  bundles: 30_000,
  perMessage: 2_000,
  latencySeconds: 20,
  latencyRates: [0, 2_000, 5_000],
  engineSeconds: 15,
  historyReadings: 10_000_000,
  queries: 200,
  pages: 100,
};

const quick: Sizes = {
  rounds: 1,
  singles: 20_000,
  bundles: 5_000,
  perMessage: 400,
  latencySeconds: 8,
  latencyRates: [0, 2_000, 5_000],
  engineSeconds: 6,
  historyReadings: 1_000_000,
  queries: 50,
  pages: 30,
};

export interface Options {
  readonly only: ReadonlySet<Part>;
  readonly sizes: Sizes;
  readonly isQuick: boolean;
  /** Folder for a CPU profile of the ingestor; null = none. */
  readonly profile: string | null;
  readonly broker: 'any' | 'embedded';
}

export const usage = `Usage: npm run bench -- [flags]

Measures speed and memory of the real processes, as ratios of one run, and prints a table. Takes some eight minutes.

  --only a,b,c        only these parts: a single readings, b 20 values a message, c delays, d history, e memory, f ten thousand rules,
                      g 5,000 alarms, h back-test
  --rates 0,5000      messages a second under which delays are measured, each in turn; 0 is idle
  --quick             smaller counts and one round: shows that it works, says little
  --embedded-broker   the embedded broker, also where Mosquitto is installed
  --profile FOLDER    also write CPU profiles of the ingestor there
  --help
`;

function ratesOf(text: string | undefined): readonly number[] | null {
  if (text === undefined) return null;
  const rates = text.split(',').map(Number);
  if (rates.some((rate) => !Number.isInteger(rate) || rate < 0 || rate > 20_000)) {
    throw new Error('There is no part of --rates that is not a whole number from 0 to 20000.');
  }
  return rates;
}

const isPart = (word: string): word is Part => (parts as readonly string[]).includes(word);

/** The flags; null asks for help. Throws a sentence when they are wrong. */
export function readOptions(words: readonly string[]): Options | null {
  const { values } = parseArgs({
    args: [...words],
    options: {
      only: { type: 'string' },
      rates: { type: 'string' },
      quick: { type: 'boolean' },
      'embedded-broker': { type: 'boolean' },
      profile: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return null;
  const wanted = (values.only ?? parts.join(',')).split(',').map((word) => word.trim());
  const odd = wanted.find((word) => !isPart(word));
  if (odd !== undefined) throw new Error(`There is no part "${odd}": choose from ${parts.join(', ')}.`);
  const sizes = values.quick ? quick : full;
  return {
    only: new Set(wanted.filter(isPart)),
    sizes: { ...sizes, latencyRates: ratesOf(values.rates) ?? sizes.latencyRates },
    isQuick: values.quick ?? false,
    profile: values.profile ?? null,
    broker: values['embedded-broker'] ? 'embedded' : 'any',
  };
}
