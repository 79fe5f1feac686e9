import { parseArgs } from 'node:util';
import { openCanaryLine } from './checks/canary-line.ts';
import { openHeartbeatCheck } from './checks/heartbeat.ts';
import { environmentHelp, readEnv } from './env.ts';
import { readSeries, seriesLines } from './series.ts';
import { readSettings, type Settings, settingsHelp } from './settings.ts';
import { look, singOnce, type WatcherParts, watch } from './watcher.ts';

const exit = { seeing: 0, blind: 1, usage: 2 } as const;

const HELP = `wachter watcher: notices from outside that Wachter is blind, and tells by channels of its own.

Usage: node --import tsx apps/watcher/src/main.ts [--config FILE] [--once] [--series] [--help]

  --config FILE   settings as YAML or JSON, of mode 0600 since it holds passwords
  --once          looks once, plays the canary once, tells nobody; ends with 0 when Wachter sees, 1 when it is blind
  --series        prints the kept rounds of the canary

Run it on another machine than Wachter. Ends with 0 after SIGTERM or SIGINT, with 2 when a setting is wrong.

Settings in the file:
${settingsHelp()}

Environment:
${environmentHelp()}`;

async function partsOf(settings: Settings, signal: AbortSignal): Promise<WatcherParts> {
  const { databaseUrl, heartbeatSeconds, canary, dashboard } = settings;
  return {
    settings,
    heartbeat: databaseUrl ? await openHeartbeatCheck(databaseUrl, heartbeatSeconds * 1000) : null,
    canary: canary ? openCanaryLine(canary, dashboard, signal) : null,
    now: () => Date.now(),
    print: (line) => console.log(`${new Date().toISOString()} ${line}`),
    alert: (line) => console.error(`${new Date().toISOString()} ${line}`),
    signal,
  };
}

async function lookOnce(parts: WatcherParts): Promise<number> {
  const sang = await singOnce(parts);
  const trouble = (await look(parts, parts.now())).filter(({ isWell }) => !isWell);
  for (const { check, words } of trouble) parts.print(`${check}: ${words[parts.settings.language]}`);
  if (sang && trouble.length === 0) parts.print('Wachter sees.');
  return sang && trouble.length === 0 ? exit.seeing : exit.blind;
}

function readWords() {
  const options = {
    config: { type: 'string' },
    once: { type: 'boolean' },
    series: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  } as const;
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return null;
  }
}

async function main(): Promise<number> {
  const words = readWords();
  if (!words) return exit.usage;
  if (words.help) {
    console.log(HELP);
    return exit.seeing;
  }
  const env = readEnv();
  const settings = readSettings(env, words.config ?? env.file);
  if (!settings.ok) {
    for (const problem of settings.error) console.error(`Setting ${problem}`);
    return exit.usage;
  }
  if (words.series) {
    for (const line of seriesLines(readSeries(settings.value.seriesFile ?? ''))) console.log(line);
    return exit.seeing;
  }
  const ending = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => ending.abort());
  const parts = await partsOf(settings.value, ending.signal);
  try {
    if (words.once) return await lookOnce(parts);
    await watch(parts);
    return exit.seeing;
  } finally {
    await parts.heartbeat?.close();
  }
}

process.exitCode = await main();
