import { revokeDevice } from '@wachter/services/device/revoke';
import { defineCommand } from '../command.ts';
import { valueOrRefuse } from '../refusal-sentence.ts';
import { exitCode } from '../refused.ts';
import { withDatabase } from '../with-database.ts';

export const deviceRevoke = defineCommand({
  name: 'device revoke',
  says: 'Ends the credential of a device or gateway; its history stays.',
  words: ['ID'],
  run: (call) =>
    withDatabase(async (context) => {
      const { userName } = valueOrRefuse(await revokeDevice(context, { id: call.words[0] ?? '' }));
      console.log(`${userName} may no longer connect; the embedded broker disconnects it within seconds.`);
      return exitCode.ok;
    }),
});
