import { existsSync, readFileSync } from 'node:fs';
import { type ImportedSite, importSite } from '@wachter/services/site/import';
import { defineCommand } from '../command.ts';
import { processEnv } from '../env.ts';
import { valueOrRefuse } from '../refusal-sentence.ts';
import { exitCode, RefusedError } from '../refused.ts';
import { fileNamed, withDatabase } from '../with-database.ts';

const shownValue = (value: unknown): string =>
  (value === null || value === undefined ? 'nothing' : JSON.stringify(value)).slice(0, 80);

function linesOf({ added, changed, removed }: ImportedSite['plan']): readonly string[] {
  return [
    ...added.map(({ object, key }) => `  + ${object} ${key}`),
    ...changed.flatMap(({ object, key, fields }) => [
      `  ~ ${object} ${key}`,
      ...fields.map(({ field, before, after }) => `      ${field}: ${shownValue(before)} → ${shownValue(after)}`),
    ]),
    ...removed.map(({ object, key }) => `  - ${object} ${key}`),
  ];
}

export const siteImport = defineCommand({
  name: 'site import',
  says: 'Makes a site what a YAML file says: all of it or nothing. Never deletes history.',
  words: ['FILE'],
  options: {
    'dry-run': { type: 'boolean', says: 'Says what would be added, changed and removed, and writes nothing.' },
    json: { type: 'boolean', says: 'Prints the plan as JSON.' },
  },
  notes: [`Exit code ${exitCode.refused}: the file is refused; each reason is named with its line.`],
  run: async (call) => {
    const name = call.words[0] ?? '';
    const file = fileNamed(processEnv(), name);
    if (!existsSync(file)) throw new RefusedError(`There is no file ${file}.`, exitCode.usage);
    const text = readFileSync(file, 'utf8');
    return withDatabase(async (context) => {
      const dryRun = call.flag('dry-run');
      const outcome = await importSite(context, { text, dryRun });
      if (!outcome.ok && outcome.error.kind === 'site-file-refused') {
        for (const problem of outcome.error.problems)
          console.error(
            `${name}:${problem.line}:${problem.column}: ${problem.path ? `${problem.path}: ` : ''}${problem.message}`,
          );
        return exitCode.refused;
      }
      const { plan } = valueOrRefuse(outcome);
      const counts = `${plan.added.length} added, ${plan.changed.length} changed, ${plan.removed.length} removed`;
      if (call.flag('json')) console.log(JSON.stringify(plan));
      else console.log([...linesOf(plan), dryRun ? `Would be: ${counts}. Nothing was written.` : `Done: ${counts}.`].join('\n'));
      return exitCode.ok;
    });
  },
});
