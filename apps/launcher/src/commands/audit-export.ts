import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { defineCommand } from '../command.ts';
import { processEnv } from '../env.ts';
import { exitCode } from '../refused.ts';
import { fileNamed, withDatabase } from '../with-database.ts';

const linksAtOnce = 2_000;

export const auditExport = defineCommand({
  name: 'audit export',
  says: 'Writes the whole audit trail with its chain, one JSON line a record.',
  words: ['FILE'],
  notes: [
    'FILE can be checked anywhere, without the database: npm run wachter -- audit verify --file FILE',
    'It holds names and addresses of people, and is readable by its owner only.',
  ],
  run: (call) =>
    withDatabase(async ({ store }) => {
      const name = call.words[0] ?? '';
      const out = createWriteStream(fileNamed(processEnv(), name), { mode: 0o600 });
      let written = 0;
      for (;;) {
        const links = await store.audit.links(written, linksAtOnce);
        const last = links.at(-1);
        if (!last) break;
        if (!out.write(links.map((link) => `${JSON.stringify(link)}\n`).join(''))) await once(out, 'drain');
        written = last.seq;
      }
      out.end();
      await finished(out);
      console.log(`Wrote ${written} records to ${name}.`);
      return exitCode.ok;
    }),
});
