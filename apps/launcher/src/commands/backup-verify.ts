import { withKeeper } from '../backup/with-keeper.ts';
import { defineCommand } from '../command.ts';
import { exitCode } from '../refused.ts';
import { duration } from '../steps.ts';

export const backupVerify = defineCommand({
  name: 'backup verify',
  says: 'Restores the newest backup of every place into a database of its own and looks into it; npm start tries one a day.',
  notes: ['Exit code 1: one could not be restored, or is not what it should be.'],
  run: () =>
    withKeeper(async ({ keeper, places }) => {
      let isGood = true;
      for (const place of places) {
        const { problem, facts, startedAt, endedAt } = await keeper.verifyNow(place);
        const newest = facts['newestReadingAt'];
        const found = [
          `${facts['rows.reading'] ?? 0} readings`,
          newest === undefined ? 'none yet' : `the newest of ${new Date(newest).toISOString()}`,
          `${facts['auditRecords'] ?? 0} records of the audit trail, unbroken`,
        ];
        console.log(
          problem === null
            ? `✓ ${place.folder}: restored in ${duration(endedAt - startedAt)}: ${found.join(', ')}`
            : `✗ ${place.folder}: ${problem}`,
        );
        isGood &&= problem === null;
      }
      return isGood ? exitCode.ok : exitCode.failure;
    }),
});
