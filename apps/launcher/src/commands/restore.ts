import path from 'node:path';
import { basesIn } from '@wachter/store/embedded/backup/backup-place';
import { restoreDataFolder } from '@wachter/store/embedded/backup/backups';
import { SealedFileError } from '@wachter/store/embedded/backup/sealed-file';
import { backupKeyFile, keyIn } from '../backup/settings.ts';
import { defineCommand } from '../command.ts';
import { processEnv } from '../env.ts';
import { exitCode, RefusedError } from '../refused.ts';
import { dataFolder, fileNamed } from '../with-database.ts';

function momentOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  const at = Date.parse(text);
  if (Number.isNaN(at) || !/[zZ]|[+-]\d\d:?\d\d$/.test(text))
    throw new RefusedError('--until must be a moment with its zone, as 2026-11-25T14:30:00Z.', exitCode.usage);
  return at;
}

export const restore = defineCommand({
  name: 'restore',
  says: 'Makes a new data folder out of a backup, ready for npm start.',
  words: ['PLACE', 'FOLDER'],
  options: {
    backup: { type: 'string', value: 'ID', says: 'This one (a folder of PLACE/base); left out, the newest before --until.' },
    until: { type: 'string', value: 'TIME', says: 'As it was at this moment; left out, at the last that was handed on.' },
    key: { type: 'string', value: 'FILE', says: 'Key of the backups; left out, secrets/backup.key of the data folder.' },
  },
  notes: [
    'PLACE is a folder of backups, FOLDER must not be there yet. Nothing that is there now is touched.',
    'Then: WACHTER_DATA_DIR=FOLDER npm start. Put your copy of the key into FOLDER/secrets/backup.key before.',
  ],
  run: async (call) => {
    const env = processEnv();
    const [placeName = '', folderName = ''] = call.words;
    const place = { folder: fileNamed(env, placeName) };
    const until = momentOf(call.text('until'));
    const named = call.text('key');
    const key = keyIn(named === undefined ? backupKeyFile(dataFolder(env)) : fileNamed(env, named));
    const bases = await basesIn(place);
    const id = call.text('backup');
    const manifest = bases.findLast((base) => (id === undefined ? until === null || base.endedAt <= until : base.id === id));
    if (!manifest) {
      const known = bases.map((base) => base.id).join(', ');
      throw new RefusedError(
        known ? `There is no such backup in ${placeName}; there are: ${known}.` : `There is no backup in ${placeName}.`,
      );
    }
    const target = fileNamed(env, folderName);
    try {
      const { walFiles } = await restoreDataFolder({ place, manifest, key, dataFolder: target, until });
      console.log(`Restored backup ${manifest.id} and ${walFiles} log files into ${folderName}.`);
      console.log(`Start it: WACHTER_DATA_DIR=${path.relative(process.cwd(), target) || '.'} npm start`);
      return exitCode.ok;
    } catch (error) {
      if (error instanceof SealedFileError)
        throw new RefusedError(`${error.message} Try another place or an older backup (--backup).`, exitCode.failure);
      throw new RefusedError(error instanceof Error ? error.message : String(error));
    }
  },
});
