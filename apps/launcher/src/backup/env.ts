import { z } from 'zod';

/** Environment of the process that keeps backups; the launcher fills it. */
const BackupEnv = z.object({
  WACHTER_DATABASE_URL_FILE: z.string(),
  WACHTER_DATA_DIR: z.string(),
  WACHTER_BACKUP_PLACES: z.string(),
  WACHTER_BACKUP_KEY_FILE: z.string(),
  WACHTER_LOG_LEVEL: z.string().default('info'),
});

export const backupEnv = (source: NodeJS.ProcessEnv = process.env): z.output<typeof BackupEnv> => BackupEnv.parse(source);
