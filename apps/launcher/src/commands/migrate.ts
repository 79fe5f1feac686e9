import { defineCommand } from '../command.ts';
import { processEnv } from '../env.ts';
import { exitCode } from '../refused.ts';
import { databaseUrl } from '../with-database.ts';

export const migrateCommand = defineCommand({
  name: 'migrate',
  says: 'Brings the database up to this release; safe to run again.',
  notes: ['Works on DATABASE_URL, else on the database of the Wachter that runs here. npm start does it by itself.'],
  run: async () => {
    const { migrate } = await import('@wachter/store/prisma/migrate');
    const applied = await migrate(databaseUrl(processEnv()));
    console.log(applied.length === 0 ? 'The database is up to date.' : `Applied: ${applied.join(', ')}.`);
    return exitCode.ok;
  },
});
