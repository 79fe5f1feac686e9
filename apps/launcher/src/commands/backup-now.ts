import { withKeeper } from '../backup/with-keeper.ts';
import { defineCommand } from '../command.ts';
import { exitCode } from '../refused.ts';
import { duration } from '../steps.ts';

const megabyte = 1_048_576;

export const backupNow = defineCommand({
  name: 'backup',
  says: 'Makes a backup of the embedded database now, in every place; npm start makes one every six hours.',
  notes: [
    'Places: WACHTER_BACKUP_PLACES, two folders on other disks, separated as PATH is; left out, backups in the data folder.',
    'Keep a copy of secrets/backup.key elsewhere: without it no backup can be read.',
    'Exit code 1: a place did not get it.',
  ],
  run: () =>
    withKeeper(async ({ keeper }) => {
      const rows = await keeper.takeNow();
      for (const { place, problem, facts, startedAt, endedAt } of rows) {
        const size = `${Math.round((facts['bytes'] ?? 0) / megabyte)} MB in ${duration(endedAt - startedAt)}`;
        console.log(problem === null ? `✓ ${place}: ${size}` : `✗ ${place}: ${problem}`);
      }
      return rows.every(({ problem }) => problem === null) ? exitCode.ok : exitCode.failure;
    }),
});
