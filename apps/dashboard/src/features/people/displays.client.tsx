'use client';
import { Button, NativeSelect, NumberInput, TextInput } from '@mantine/core';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Form } from '../../ui/form.client.tsx';
import parts from '../../ui/parts.module.css';
import { Problem } from '../../ui/problem.client.tsx';
import { Tile } from '../../ui/tile.tsx';
import { AgoText } from '../../ui/time-text.client.tsx';
import { useAct } from '../../ui/use-act.client.ts';
import { endDisplay, newDisplay } from './actions.ts';
import { RevokeButton } from './revoke-button.client.tsx';
import { SecretShown } from './secret-shown.client.tsx';
import type { Display } from './view.ts';

const fresh = { name: '', locale: 'en' as 'en' | 'nl', theme: 'dark' as 'dark' | 'light', diagonalInch: 55, distanceMeters: 5 };

/** Wall displays: each has a token of its own, can be revoked at once, and tells when it was last in contact. */
export function Displays({ displays, mayManage }: { readonly displays: readonly Display[]; readonly mayManage: boolean }) {
  const t = useTranslations('people');
  const { act, isBusy, problem } = useAct();
  const [draft, setDraft] = useState(fresh);
  const [secret, setSecret] = useState<string | null>(null);
  const add = async () => {
    const done = await act(() => newDisplay(draft));
    if (!done) return;
    setSecret(`${location.origin}/wall#${done.value.secret}`);
    setDraft(fresh);
  };
  return (
    <Tile as="section">
      <h2 className={parts['heading']}>{t('displays')}</h2>
      {secret && <SecretShown text={t('displayOnce')} secret={secret} onDone={() => setSecret(null)} />}
      {displays.length === 0 && <p className={parts['quiet']}>{t('noDisplays')}</p>}
      <Problem text={problem} />
      <ul className={parts['plain']}>
        {displays.map((display) => (
          <li key={display.id} className={parts['line']}>
            <span className={parts['grow']}>
              <strong>{display.name}</strong>{' '}
              <span className={parts['quiet']}>
                {display.diagonalInch}″ · {display.distanceMeters} m · {t('lastContact')}{' '}
                {display.lastContactAt ? <AgoText at={display.lastContactAt} /> : t('never')}
              </span>
            </span>
            {display.revokedAt ? (
              <b>{t('revoked')}</b>
            ) : (
              mayManage && <RevokeButton onRevoke={() => act(() => endDisplay(display.id))} />
            )}
          </li>
        ))}
      </ul>
      {mayManage && (
        <Form className={parts['row']} onSend={add}>
          <TextInput
            label={t('name')}
            required
            maxLength={120}
            value={draft.name}
            onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
          />
          <NumberInput
            label={t('diagonal')}
            min={5}
            max={500}
            value={draft.diagonalInch}
            onChange={(value) => setDraft({ ...draft, diagonalInch: Number(value) })}
          />
          <NumberInput
            label={t('distance')}
            min={0.3}
            max={100}
            step={0.5}
            value={draft.distanceMeters}
            onChange={(value) => setDraft({ ...draft, distanceMeters: Number(value) })}
          />
          <NativeSelect
            label={t('language')}
            value={draft.locale}
            data={[
              { value: 'en', label: 'English' },
              { value: 'nl', label: 'Nederlands' },
            ]}
            onChange={(event) => setDraft({ ...draft, locale: event.currentTarget.value as 'en' | 'nl' })}
          />
          <NativeSelect
            label={t('theme')}
            value={draft.theme}
            data={[
              { value: 'dark', label: t('dark') },
              { value: 'light', label: t('light') },
            ]}
            onChange={(event) => setDraft({ ...draft, theme: event.currentTarget.value as 'dark' | 'light' })}
          />
          <Button type="submit" size="md" loading={isBusy}>
            {t('addDisplay')}
          </Button>
        </Form>
      )}
    </Tile>
  );
}
