import { measureAlarmsPage } from './alarms-page.ts';
import { measureBackTest } from './back-test.ts';
import type { Bench, Figure } from './bench.ts';
import { mosquittoProgram } from './broker.ts';
import { startServer } from './database.ts';
import { measureEngine } from './engine.ts';
import { measureHistory } from './history.ts';
import { measureDelays } from './latency.ts';
import { loadNow, machineFacts } from './machine.ts';
import { reportMemory } from './memory.ts';
import { type Options, type Part, readOptions, usage } from './options.ts';
import { createScratch, type Scratch } from './scratch.ts';
import { tableOf } from './table.ts';
import { measureBundles, measureSingles } from './throughput.ts';

const say = (line: string) => console.log(line);

const measures: readonly { readonly part: Part; readonly doing: string; readonly run: (bench: Bench) => Promise<void> }[] = [
  { part: 'a', doing: 'single readings', run: measureSingles },
  { part: 'b', doing: '20 values a message', run: measureBundles },
  { part: 'c', doing: 'delays', run: measureDelays },
  { part: 'd', doing: 'history', run: measureHistory },
  { part: 'f', doing: 'ten thousand rules', run: measureEngine },
  { part: 'g', doing: 'five thousand active alarms', run: measureAlarmsPage },
  { part: 'h', doing: 'back-test', run: measureBackTest },
  { part: 'e', doing: 'memory of the ingestor', run: reportMemory },
];

async function measure(options: Options, scratch: Scratch): Promise<void> {
  const figures: Figure[] = [];
  const brokerKind = options.broker === 'embedded' || mosquittoProgram() === null ? 'embedded' : 'mosquitto';
  const server = await startServer(scratch);
  const facts = machineFacts(brokerKind === 'mosquitto' ? 'Mosquitto' : 'embedded', server.version);
  say(`${facts}; ${options.sizes.rounds === 1 ? 'one round, quick' : `median of ${options.sizes.rounds} rounds`}`);
  const bench: Bench = { options, scratch, server, brokerKind, say, report: (figure) => figures.push(figure), memory: [] };
  try {
    for (const { part, doing, run } of measures) {
      if (!options.only.has(part)) continue;
      say(`${part}: ${doing} (${loadNow()})`);
      await run(bench);
    }
  } finally {
    if (figures.length > 0) say(`\n${tableOf(figures)}\n\n${facts}; ${loadNow()}.`);
  }
}

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (options === null) {
    say(usage);
    return 0;
  }
  const scratch = createScratch(say);
  const stop = (signal: NodeJS.Signals) => void scratch.undo().then(() => process.exit(signal === 'SIGINT' ? 130 : 143));
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  try {
    await measure(options, scratch);
    return 0;
  } finally {
    await scratch.undo();
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(error instanceof Error && /There is no part|Unknown option|ambiguous/.test(error.message) ? 2 : 1);
  },
);
