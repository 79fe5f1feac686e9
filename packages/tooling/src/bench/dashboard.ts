import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { hashToken, newTokenSecret } from '@wachter/services/access/token-secret';
import { nodeCrypto } from '@wachter/store/node-crypto';
import { ensureDashboard, hasDashboard, nextScript } from '../../../../apps/launcher/src/build/dashboard.ts';
import { createSteps } from '../../../../apps/launcher/src/steps.ts';
import { freePort } from './broker.ts';
import { root, startChild } from './child.ts';
import { withClient } from './database.ts';
import { waitUntil } from './measure.ts';
import type { Scratch } from './scratch.ts';

/** The real dashboard process on its production build, and a token that may hear its event stream. */
export interface Dashboard {
  readonly url: string;
  readonly token: string;
  readonly pid: number;
}

const addToken = `INSERT INTO api_token (id, name, prefix, token_hash, scopes, created_by)
  VALUES (gen_random_uuid(), 'bench', 'bench', $1, $2, 'bench')`;

/** Null, with the reason said, where the dashboard cannot be built. */
export async function startDashboard(
  scratch: Scratch,
  { part, databaseUrl, say }: { readonly part: string; readonly databaseUrl: string; readonly say: (line: string) => void },
): Promise<Dashboard | null> {
  const build = await builtDashboard((line) => say(`  ${part}: ${line}`), say);
  if (build === null) return null;
  const port = await freePort();
  const secretFile = path.join(scratch.folder, `session-${port}`);
  writeFileSync(secretFile, randomBytes(32).toString('hex'), { mode: 0o600 });
  const token = newTokenSecret('api', nodeCrypto);
  const scopes = ['read:sites', 'read:devices', 'read:points', 'read:alarms'];
  await withClient(databaseUrl, (client) => client.query(addToken, [hashToken(token, nodeCrypto), scopes]));
  const app = path.join(root, 'apps/dashboard');
  const child = startChild(scratch, {
    name: 'dashboard',
    args: [nextScript(root), 'start', '-H', '127.0.0.1', '-p', String(port)],
    cwd: app,
    env: {
      DATABASE_URL: databaseUrl,
      PORT: String(port),
      NEXT_TELEMETRY_DISABLED: '1',
      WACHTER_SESSION_SECRET_FILE: secretFile,
      WACHTER_DASHBOARD_BUILD: path.relative(app, build),
      WACHTER_LOG_LEVEL: 'warn',
    },
  });
  const url = `http://127.0.0.1:${port}`;
  const answers = async () => {
    if (child.hasEnded()) throw new Error(`The dashboard has ended: ${child.said().slice(-2_000)}`);
    return (await fetch(`${url}/api/health`).catch(() => null)) !== null;
  };
  await waitUntil('the dashboard to answer', answers, { everyMs: 200, withinMs: 60_000 });
  return { url, token, pid: child.pid };
}

async function builtDashboard(miss: (line: string) => void, say: (line: string) => void): Promise<string | null> {
  if (!hasDashboard(root)) {
    miss('what the dashboard shows is left out, there is no dashboard in this checkout');
    return null;
  }
  try {
    return await ensureDashboard({ root, steps: createSteps(say), signal: new AbortController().signal });
  } catch (error) {
    miss(`what the dashboard shows is left out, it cannot be built: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
}
