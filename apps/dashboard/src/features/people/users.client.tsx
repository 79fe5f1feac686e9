'use client';
import { Button, NativeSelect, TextInput } from '@mantine/core';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Form } from '../../ui/form.client.tsx';
import parts from '../../ui/parts.module.css';
import { Problem } from '../../ui/problem.client.tsx';
import { Tile } from '../../ui/tile.tsx';
import { useAct } from '../../ui/use-act.client.ts';
import { changeUser, newPassword, newUser } from './actions.ts';
import { SecretShown } from './secret-shown.client.tsx';
import type { Role, UserRow } from './view.ts';

const roles: readonly Role[] = ['viewer', 'technician', 'manager', 'administrator'];

/** People and their roles. A password is never set by another: a one-time one is made, and must be changed. */
export function Users({ users }: { readonly users: readonly UserRow[] }) {
  const t = useTranslations('people');
  const { act, isBusy, problem } = useAct();
  const [shown, setShown] = useState<{ readonly email: string; readonly password: string } | null>(null);
  const [draft, setDraft] = useState({ name: '', email: '', role: 'technician' as Role });
  const roleChoices = roles.map((role) => ({ value: role, label: t(`roles.${role}`) }));
  const add = async () => {
    const done = await act(() => newUser(draft));
    if (!done) return;
    setShown({ email: done.value.email, password: done.value.oneTimePassword });
    setDraft({ name: '', email: '', role: 'technician' });
  };
  const renew = async (user: UserRow) => {
    const done = await act(() => newPassword(user.id));
    if (done) setShown({ email: user.email, password: done.value.oneTimePassword });
  };
  return (
    <Tile as="section">
      <h2 className={parts['heading']}>{t('users')}</h2>
      {shown && <SecretShown text={t('oneTime', { email: shown.email })} secret={shown.password} onDone={() => setShown(null)} />}
      <Problem text={problem} />
      <ul className={parts['plain']}>
        {users.map((user) => (
          <li key={user.id} className={parts['line']}>
            <span className={parts['grow']}>
              <strong>{user.name}</strong> <span className={parts['quiet']}>{user.email}</span>
              {user.isDisabled && <b> {t('disabled')}</b>}
              {user.mustChangePassword && <span className={parts['quiet']}> · {t('mustChange')}</span>}
            </span>
            <NativeSelect
              aria-label={`${t('role')} ${user.name}`}
              value={user.role}
              data={roleChoices}
              onChange={(event) => act(() => changeUser({ id: user.id, role: event.currentTarget.value as Role }))}
            />
            <Button variant="default" loading={isBusy} onClick={() => renew(user)}>
              {t('resetPassword')}
            </Button>
            <Button
              variant="default"
              loading={isBusy}
              onClick={() => act(() => changeUser({ id: user.id, isDisabled: !user.isDisabled }))}
            >
              {user.isDisabled ? t('enable') : t('disable')}
            </Button>
          </li>
        ))}
      </ul>
      <Form className={parts['row']} onSend={add}>
        <TextInput
          label={t('name')}
          required
          maxLength={120}
          value={draft.name}
          onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
        />
        <TextInput
          label={t('email')}
          type="email"
          required
          value={draft.email}
          onChange={(event) => setDraft({ ...draft, email: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('role')}
          value={draft.role}
          data={roleChoices}
          onChange={(event) => setDraft({ ...draft, role: event.currentTarget.value as Role })}
        />
        <Button type="submit" size="md" loading={isBusy}>
          {t('addUser')}
        </Button>
      </Form>
    </Tile>
  );
}
