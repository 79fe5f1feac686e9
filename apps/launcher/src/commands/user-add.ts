import { roles } from '@wachter/services/access/actor';
import { addUser } from '@wachter/services/user/add';
import { defineCommand } from '../command.ts';
import { valueOrRefuse } from '../refusal-sentence.ts';
import { exitCode, RefusedError } from '../refused.ts';
import { withDatabase } from '../with-database.ts';

export const userAdd = defineCommand({
  name: 'user add',
  says: 'Makes a user with a one-time password, shown once.',
  words: ['EMAIL'],
  options: {
    name: { type: 'string', value: 'NAME', says: 'Name of the person.', required: true },
    role: { type: 'string', value: 'ROLE', says: `${roles.join(', ')}; viewer when left out.` },
    json: { type: 'boolean', says: 'Prints one line of JSON.' },
  },
  run: async (call) => {
    const wanted = call.text('role') ?? 'viewer';
    const role = roles.find((one) => one === wanted);
    if (!role) throw new RefusedError(`There is no role "${wanted}": choose ${roles.join(', ')}.`, exitCode.usage);
    return withDatabase(async (context) => {
      const added = valueOrRefuse(await addUser(context, { name: call.text('name') ?? '', email: call.words[0] ?? '', role }));
      if (call.flag('json')) console.log(JSON.stringify(added));
      else console.log(`${added.email} may log in as ${role}. One-time password, shown this once: ${added.oneTimePassword}`);
      return exitCode.ok;
    });
  },
});
