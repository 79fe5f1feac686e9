import { writeFileSync } from 'node:fs';
import { exportSite } from '@wachter/services/site/export';
import { defineCommand } from '../command.ts';
import { processEnv } from '../env.ts';
import { valueOrRefuse } from '../refusal-sentence.ts';
import { exitCode, RefusedError } from '../refused.ts';
import { fileNamed, withDatabase } from '../with-database.ts';

export const siteExport = defineCommand({
  name: 'site export',
  says: 'Writes the whole model of a site as YAML, without secrets and history.',
  words: ['[SLUG]'],
  options: { out: { type: 'string', value: 'FILE', says: 'Writes to this file; to the screen when left out.' } },
  notes: ['SLUG may be left out while there is one site.'],
  run: (call) =>
    withDatabase(async (context) => {
      const sites = await context.store.site.sites();
      const slug = call.words[0] ?? (sites.length === 1 ? sites[0]?.slug : undefined);
      if (slug === undefined) {
        const names = sites.map((site) => site.slug).join(', ');
        throw new RefusedError(
          sites.length === 0 ? 'There is no site yet.' : `Which site? ${names}.`,
          sites.length === 0 ? exitCode.refused : exitCode.usage,
        );
      }
      const { text } = valueOrRefuse(await exportSite(context, { slug }));
      const out = call.text('out');
      if (out === undefined) process.stdout.write(text);
      else {
        writeFileSync(fileNamed(processEnv(), out), text);
        console.log(`Wrote ${out}.`);
      }
      return exitCode.ok;
    }),
});
