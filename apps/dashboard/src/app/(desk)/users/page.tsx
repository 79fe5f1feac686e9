import { can } from '@wachter/services/access/can';
import { scopes } from '@wachter/services/access/policy';
import { Displays } from '../../../features/people/displays.client.tsx';
import { Tokens } from '../../../features/people/tokens.client.tsx';
import { Users } from '../../../features/people/users.client.tsx';
import { words } from '../../../i18n/words.ts';
import { requireContext } from '../../../server/context.ts';
import { readPeople } from '../../../server/reads/people.ts';
import { PageTitle } from '../../../ui/page-title.tsx';
import parts from '../../../ui/parts.module.css';
import { Refusal } from '../../../ui/refusal.tsx';

export default async function UsersPage() {
  const context = await requireContext();
  const people = await readPeople(context);
  if (!people.ok) return <Refusal error={people.error} />;
  const { users, displays, tokens } = people.value;
  const t = await words('people');
  return (
    <div className={parts['stack']}>
      <PageTitle
        title={t('title', { users: users.length, displays: displays.filter((display) => display.revokedAt === null).length })}
      />
      <Users users={users} />
      <Displays displays={displays} mayManage={can(context.actor, 'display.manage', { kind: 'display' }).allowed} />
      <Tokens tokens={tokens} scopes={scopes} />
    </div>
  );
}
