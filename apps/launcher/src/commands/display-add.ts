import { addDisplay } from '@wachter/services/display/add';
import { defineCommand } from '../command.ts';
import { processEnv } from '../env.ts';
import { valueOrRefuse } from '../refusal-sentence.ts';
import { exitCode, RefusedError } from '../refused.ts';
import { readState } from '../state-file.ts';
import { dataFolder, withDatabase } from '../with-database.ts';

const oneOf = <T extends string>(name: string, value: string | undefined, choices: readonly T[]): T | undefined => {
  const found = choices.find((choice) => choice === value);
  if (value !== undefined && !found) throw new RefusedError(`--${name} must be ${choices.join(' or ')}.`, exitCode.usage);
  return found;
};
const number = (name: string, value: string | undefined): number | undefined => {
  if (value === undefined) return undefined;
  const parsed = Number(value);
  if (!Number.isFinite(parsed)) throw new RefusedError(`--${name} must be a number.`, exitCode.usage);
  return parsed;
};

export const displayAdd = defineCommand({
  name: 'display add',
  says: 'Makes a wall display with a token of its own, shown once.',
  words: ['NAME'],
  options: {
    site: { type: 'string', value: 'SLUG', says: 'Shows this site; all of them when left out.' },
    inch: { type: 'string', value: 'INCH', says: 'Diagonal of the screen; 55 when left out.' },
    meters: { type: 'string', value: 'METERS', says: 'How far away people read it; 5 when left out.' },
    locale: { type: 'string', value: 'LOCALE', says: 'en or nl.' },
    theme: { type: 'string', value: 'THEME', says: 'dark or light.' },
    json: { type: 'boolean', says: 'Prints one line of JSON.' },
  },
  run: (call) => {
    const choices = {
      locale: oneOf('locale', call.text('locale'), ['en', 'nl']),
      theme: oneOf('theme', call.text('theme'), ['dark', 'light']),
    };
    const sizes = { diagonalInch: number('inch', call.text('inch')), distanceMeters: number('meters', call.text('meters')) };
    return withDatabase(async (context) => {
      const slug = call.text('site');
      const site = slug === undefined ? null : (await context.store.site.sites()).find((one) => one.slug === slug);
      if (site === undefined) throw new RefusedError(`There is no site ${slug}.`);
      const made = valueOrRefuse(
        await addDisplay(context, { name: call.words[0] ?? '', siteId: site?.id ?? null, ...choices, ...sizes }),
      );
      const url = readState(dataFolder(processEnv()))?.dashboardUrl ?? 'the dashboard';
      if (call.flag('json')) console.log(JSON.stringify(made));
      else console.log(`Display token, shown this once: ${made.secret}\nOpen ${url}/wall on the screen and enter it there.`);
      return exitCode.ok;
    });
  },
});
