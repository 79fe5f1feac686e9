import { isScope, scopes } from '@wachter/services/access/policy';
import { createToken } from '@wachter/services/token/create';
import { defineCommand } from '../command.ts';
import { valueOrRefuse } from '../refusal-sentence.ts';
import { exitCode, RefusedError } from '../refused.ts';
import { withDatabase } from '../with-database.ts';

const dayMs = 86_400_000;

function days(text: string | undefined): number | null {
  if (text === undefined) return null;
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > 3650)
    throw new RefusedError('--days must be a whole number from 1 to 3650.', exitCode.usage);
  return count;
}

export const tokenCreate = defineCommand({
  name: 'token create',
  says: 'Makes a token of the REST API, shown once.',
  words: ['NAME'],
  options: {
    scope: { type: 'string', value: 'SCOPE', says: `May be repeated: ${scopes.join(', ')}.`, multiple: true, required: true },
    days: { type: 'string', value: 'DAYS', says: 'Ends after so many days; left out, it holds until revoked.' },
    json: { type: 'boolean', says: 'Prints one line of JSON.' },
  },
  run: async (call) => {
    const asked = call.texts('scope');
    const unknown = asked.find((one) => !isScope(one));
    if (unknown !== undefined)
      throw new RefusedError(`There is no scope "${unknown}": choose from ${scopes.join(', ')}.`, exitCode.usage);
    const life = days(call.text('days'));
    return withDatabase(async (context) => {
      const expiresAt = life === null ? null : context.now() + life * dayMs;
      const made = valueOrRefuse(
        await createToken(context, { name: call.words[0] ?? '', scopes: asked.filter(isScope), expiresAt }),
      );
      if (call.flag('json')) console.log(JSON.stringify(made));
      else console.log(`Token, shown this once: ${made.secret}\nUse it as: Authorization: Bearer TOKEN`);
      return exitCode.ok;
    });
  },
});
