import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import { channels, systemEdge } from '@wachter/channels';
import { openChannelConfig } from '@wachter/services/channel/secrets';
import { makeNewId } from '@wachter/services/new-id';
import { openStore } from '@wachter/store';
import { nodeCrypto, sealFromFile } from '@wachter/store/node-crypto';
import { createIngestor, type Ingestor } from './app.ts';
import type { IngestorDeps } from './deps.ts';
import { type Env, environmentHelp, readEnv } from './env.ts';
import { anchorFile, anchorSyslog } from './jobs/anchor-places.ts';
import type { AnchorPlace } from './jobs/audit-anchor.ts';
import { DEFAULT_RETENTION } from './jobs/jobs.ts';
import { createLog, type Logger } from './log.ts';
import { createMetrics, type Gauges, type Metrics, serveMetrics } from './metrics.ts';
import { createNotifier, type Notifier } from './notify/notifier.ts';
import { createInWork } from './pipeline/in-work.ts';
import { createMemoryKeeper } from './pipeline/keep-memories.ts';

/** Left alone, the engine lets garbage grow to several times what is in use before it looks at old objects: 300 MB under load instead of 200. */
const TIDY_HEAP = '--heap-growing-percent=40';

const HELP = `wachter ingestor: takes messages from the broker, stores readings and alarms, acknowledges what is stored.

Usage: node --import tsx apps/ingestor/src/main.ts [--help]

A second one with the same settings is a standby and takes over when the first is gone. Ends with 0 after SIGTERM or SIGINT,
with 2 when a setting is missing or wrong.

Environment:
${environmentHelp()}`;

function start(env: Env, log: Logger) {
  const store = openStore({
    url: env.databaseUrl,
    applicationName: 'wachter-ingestor',
    poolSize: 4,
    statementTimeoutMs: 8_000,
    log,
  });
  const now = () => Date.now();
  const metrics: { current: Metrics | null } = { current: null };
  const newId = makeNewId(now, (size) => new Uint8Array(randomBytes(size)));
  const ingestor = createIngestor({
    store,
    log,
    now,
    retention: { ...DEFAULT_RETENTION, noticeDays: env.keepNoticesDays },
    channels,
    notifier: notifierOf(env, { store, log, now, newId }),
    crypto: nodeCrypto,
    anchorPlaces: anchorPlacesOf(env),
    broker: {
      url: env.mqttUrl,
      username: env.username,
      password: env.password,
      clientId: env.clientId,
      keepaliveSeconds: 30,
      sessionExpirySeconds: 7 * 86_400,
    },
    holder: `${hostname()}/${process.pid}`,
    monotonic: () => performance.now(),
    random: () => Math.random(),
    newId,
    filters: env.filters,
    maxUnacked: env.maxUnacked,
    sparkplugHost: env.sparkplugHost,
    ...(env.stateDir === null
      ? {}
      : { inWork: createInWork(env.stateDir), memories: createMemoryKeeper(env.stateDir, { log, now }) }),
    committed: (batch) => metrics.current?.committed(batch),
  });
  const gauges = gaugesOf(ingestor);
  metrics.current = createMetrics(ingestor.counts, gauges);
  return { ingestor, store, metrics: metrics.current, gauges };
}

const anchorPlacesOf = ({ auditAnchors, auditSyslog }: Env): readonly AnchorPlace[] => [
  ...(auditAnchors === null ? [] : [anchorFile(auditAnchors)]),
  ...(auditSyslog === null ? [] : [anchorSyslog(auditSyslog)]),
];

function notifierOf(env: Env, deps: Pick<IngestorDeps, 'store' | 'log' | 'now' | 'newId'>): Notifier {
  const seal = env.secretKeyFile === null ? null : sealFromFile(env.secretKeyFile);
  return createNotifier({
    ...deps,
    crypto: nodeCrypto,
    origin: env.origin,
    random: () => Math.random(),
    catalogue: channels,
    openConfig: (row) => openChannelConfig(row, seal),
    edge: systemEdge,
  });
}

const gaugesOf = (ingestor: Ingestor): Gauges => ({
  unackedMessages: () => ingestor.status().unacked.messages,
  unackedBytes: () => ingestor.status().unacked.bytes,
  isLeading: () => ingestor.status().standing === 'leading',
  isListening: () => ingestor.status().broker.isListening,
  lostSessions: () => ingestor.status().broker.lostSessions,
  connections: () => ingestor.status().broker.connections,
  lagSeconds: () => ingestor.status().lagSeconds,
  openAlarms: () => ingestor.status().openAlarms,
  jobFailures: () => ingestor.status().jobs.reduce((sum, { failures }) => sum + failures, 0),
  problem: () => ingestor.status().problem,
});

async function main(): Promise<void> {
  setFlagsFromString(TIDY_HEAP);
  if (process.argv.includes('--help') || process.argv.includes('-h')) return console.log(HELP);
  const env = readEnv();
  if (!env.ok) {
    for (const problem of env.error) console.error(`Setting ${problem}`);
    process.exitCode = 2;
    return;
  }
  const log = createLog(env.value.logLevel);
  const { ingestor, store, metrics, gauges } = start(env.value, log);
  const page = env.value.metricsPort === null ? null : await serveMetrics(metrics, gauges, env.value.metricsPort);
  if (page) log.info({ port: page.port }, 'metrics on loopback');
  let isEnding = false;
  const end = async (signal: string) => {
    if (isEnding) return;
    isEnding = true;
    log.info({ signal }, 'ending: storing what was taken');
    // Whatever hangs, the process is gone in five seconds: what is not acknowledged stays with the broker.
    setTimeout(() => process.exit(0), 4_500).unref();
    await ingestor.stop(3_500);
    await page?.close();
    await Promise.race([store.close(), new Promise((resolve) => setTimeout(resolve, 500).unref())]);
    log.info('ended');
    process.exit(0);
  };
  process.on('SIGTERM', () => void end('SIGTERM'));
  process.on('SIGINT', () => void end('SIGINT'));
  ingestor.start();
}

await main();
