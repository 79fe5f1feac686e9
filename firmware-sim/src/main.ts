import { order } from './control/client.ts';
import { type RunningSimulator, readStateFile } from './control/state-file.ts';
import { readEnv } from './env.ts';
import { faults } from './faults/index.ts';
import { type Options, readOptions, UsageError, usage } from './options.ts';
import { startLiveRun } from './run/live-run.ts';
import { selectDevices } from './run/select-devices.ts';
import { runVirtually } from './run/virtual-run.ts';
import type { Sent } from './run/virtual-sockets.ts';
import type { Scenario } from './scenarios/define.ts';
import { scenarioByName, scenarios } from './scenarios/index.ts';
import { accountsOf } from './site/accounts.ts';
import { devices } from './site/rotterdam-1.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

function list() {
  say('Scenarios:');
  for (const { name, description } of scenarios) say(`  ${name.padEnd(26)}${description.en}\n${' '.repeat(28)}${description.nl}`);
  say('\nFaults (control port, POST /faults):');
  for (const { id, description } of faults) say(`  ${id.padEnd(26)}${description.en}`);
}

/** A message as a line of JSON; payloads that are no text in base64. */
function lineOf({ at, account, topic, qos, retain, payload }: Sent): string {
  const bytes = Buffer.from(payload);
  const text = bytes.toString('utf8');
  const body = Buffer.from(text).equals(bytes) ? { payload: text } : { base64: bytes.toString('base64') };
  return JSON.stringify({ at, account, topic, qos, retain, ...body });
}

function chosenScenario(options: Options): Scenario {
  const scenario = scenarioByName(options.scenario ?? 'calm');
  if (scenario === undefined) throw new UsageError(`There is no scenario ${options.scenario}. See --list.`);
  return scenario;
}

function dryRun(options: Options) {
  let lines: string[] = [];
  runVirtually({
    seed: options.seed,
    speed: options.speed ?? 1,
    scenario: chosenScenario(options).name,
    durationSeconds: options.durationSeconds ?? 3600,
    bufferMessages: options.bufferMessages,
    devices: selectDevices(devices, options.siteFile),
    sink: (sent) => {
      lines.push(lineOf(sent));
      if (lines.length < 1000) return;
      say(lines.join('\n'));
      lines = [];
    },
  });
  if (lines.length > 0) say(lines.join('\n'));
}

/** Tells the simulator that runs already what to do, and the person that it was told. */
async function handOver(running: RunningSimulator, options: Options) {
  const scenario = chosenScenario(options);
  if (options.scenario === undefined) {
    say(`A simulator runs already (process ${running.pid}). Its state:`);
    say(JSON.stringify(await order(running, '/state'), null, 2));
    return;
  }
  await order(running, `/scenarios/${scenario.name}/start`, options.speed === undefined ? {} : { speed: options.speed });
  const speed = options.speed === undefined ? 'at the speed it had' : `at speed ${options.speed}`;
  say(`A simulator runs already (process ${running.pid}): it plays "${scenario.title.en}" now, ${speed}.`);
}

async function run(options: Options) {
  const scenario = chosenScenario(options);
  const live = await startLiveRun(options, scenario);
  const { devices: count, connections } = live.simulation.state();
  say(`Simulating ${count} devices over ${connections} connections to ${new URL(options.url).host}: ${scenario.title.en}.`);
  if (live.controlPort !== null) say(`Orders on http://127.0.0.1:${live.controlPort}`);
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, live.stop);
  process.on('disconnect', live.stop);
  if (options.endsWithParent) process.stdin.on('close', live.stop).resume();
  if (options.durationSeconds !== undefined) setTimeout(live.stop, options.durationSeconds * 1000).unref();
  await live.ended;
}

async function main() {
  const options = readOptions(process.argv.slice(2), readEnv());
  switch (options.mode) {
    case 'help':
      return say(usage);
    case 'list':
      return list();
    case 'accounts':
      return say(JSON.stringify(accountsOf(devices), null, 2));
    case 'dry-run':
      return dryRun(options);
    case 'run': {
      const running = options.controlPort === undefined ? readStateFile(options.stateFile) : null;
      return running?.broker === new URL(options.url).host ? handOver(running, options) : run(options);
    }
  }
}

main().then(
  () => process.stdout.write('', () => process.exit(0)),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(error instanceof UsageError ? 2 : 1);
  },
);
