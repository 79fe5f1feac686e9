import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { renderAclFile } from '@wachter/services/broker/render-acl-file';
import { renderMosquittoConfig } from '@wachter/services/broker/render-mosquitto-config';
import { renderPasswordFile } from '@wachter/services/broker/render-password-file';
import { defineCommand } from '../command.ts';
import { processEnv } from '../env.ts';
import { exitCode, RefusedError } from '../refused.ts';
import { writePrivateFile } from '../secret-file.ts';
import { fileNamed, withDatabase } from '../with-database.ts';

export const brokerFiles = defineCommand({
  name: 'broker-files',
  says: 'Writes the configuration, password file and access list of a Mosquitto of your own.',
  words: ['FOLDER'],
  options: {
    port: { type: 'string', value: 'PORT', says: 'Plain listener on loopback; 1883 when left out.' },
    persistence: {
      type: 'string',
      value: 'FOLDER',
      says: 'Where Mosquitto keeps its queues; /var/lib/mosquitto/ when left out.',
    },
  },
  notes: ['Run it again after device add or revoke, and reload Mosquitto (SIGHUP). The files hold hashes, no secrets.'],
  run: async (call) => {
    const folder = fileNamed(processEnv(), call.words[0] ?? '');
    const port = Number(call.text('port') ?? 1883);
    if (!Number.isInteger(port) || port < 1 || port > 65_535)
      throw new RefusedError('--port must be a port number.', exitCode.usage);
    const accounts = await withDatabase(({ store }) => store.site.brokerAccounts());
    mkdirSync(folder, { recursive: true });
    const passwordFile = path.join(folder, 'passwords');
    const aclFile = path.join(folder, 'acl');
    const given = call.text('persistence') ?? '/var/lib/mosquitto/';
    const config = renderMosquittoConfig({
      passwordFile,
      aclFile,
      persistenceFolder: given.endsWith('/') ? given : `${given}/`,
      port,
    });
    writeFileSync(path.join(folder, 'mosquitto.conf'), config);
    writePrivateFile(passwordFile, renderPasswordFile(accounts));
    writePrivateFile(aclFile, renderAclFile(accounts));
    console.log(
      `Wrote mosquitto.conf, passwords and acl for ${accounts.filter((one) => one.revokedAt === null).length} accounts to ${folder}.`,
    );
    return exitCode.ok;
  },
});
