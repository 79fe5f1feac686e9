import type { BackupStore } from '@wachter/services/ports/index';
import type { Database } from './database.ts';

export const memoryBackupStore = (database: Database): BackupStore => ({
  note: (row) => database.write((draft) => void draft.backups.push(row)),
  rows: async (limit) =>
    database
      .read()
      .backups.toSorted((a, b) => b.endedAt - a.endedAt)
      .slice(0, limit),
  putPlaces: (places) =>
    database.write((draft) => {
      draft.backupPlaces.clear();
      for (const place of places) draft.backupPlaces.set(place.place, place);
    }),
  places: async () => [...database.read().backupPlaces.values()].toSorted((a, b) => (a.place < b.place ? -1 : 1)),
});
