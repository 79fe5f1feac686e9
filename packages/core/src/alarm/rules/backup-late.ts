import { standingRule } from './standing.ts';

/** A backup was not made in time, a place does not get what it should, or a restore that was tried failed. */
export const backupLate = standingRule({
  id: 'backup-late',
  name: { en: 'Backups are late or fail', nl: 'Back-ups zijn te laat of mislukken' },
  direction: 'unsaved',
});
