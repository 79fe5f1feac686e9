'use client';
import { Button, Checkbox, TextInput } from '@mantine/core';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Form } from '../../ui/form.client.tsx';
import parts from '../../ui/parts.module.css';
import { Problem } from '../../ui/problem.client.tsx';
import { Tile } from '../../ui/tile.tsx';
import { AgoText } from '../../ui/time-text.client.tsx';
import { useAct } from '../../ui/use-act.client.ts';
import { endToken, newToken } from './actions.ts';
import { RevokeButton } from './revoke-button.client.tsx';
import { SecretShown } from './secret-shown.client.tsx';
import type { ApiToken, Scope } from './view.ts';

interface TokensProps {
  readonly tokens: readonly ApiToken[];
  readonly scopes: readonly Scope[];
}

/** Tokens of the REST API: named, scoped, revocable. */
export function Tokens({ tokens, scopes }: TokensProps) {
  const t = useTranslations('people');
  const { act, isBusy, problem } = useAct();
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<readonly Scope[]>([]);
  const [secret, setSecret] = useState<string | null>(null);
  const add = async () => {
    const done = await act(() => newToken({ name, scopes: [...chosen] }));
    if (!done) return;
    setSecret(done.value.secret);
    setName('');
  };
  return (
    <Tile as="section">
      <h2 className={parts['heading']}>{t('tokens')}</h2>
      {secret && <SecretShown text={t('tokenOnce')} secret={secret} onDone={() => setSecret(null)} />}
      {tokens.length === 0 && <p className={parts['quiet']}>{t('noTokens')}</p>}
      <Problem text={problem} />
      <ul className={parts['plain']}>
        {tokens.map((token) => (
          <li key={token.id} className={parts['line']}>
            <span className={parts['grow']}>
              <strong>{token.name}</strong>{' '}
              <span className={parts['quiet']}>
                {token.prefix}… · {token.scopes.join(', ')} · {t('lastUsed')}{' '}
                {token.lastUsedAt ? <AgoText at={token.lastUsedAt} /> : t('never')}
              </span>
            </span>
            {token.revokedAt ? <b>{t('revoked')}</b> : <RevokeButton onRevoke={() => act(() => endToken(token.id))} />}
          </li>
        ))}
      </ul>
      <Form className={parts['row']} onSend={add}>
        <TextInput
          label={t('name')}
          required
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Checkbox.Group label={t('scopes')} value={[...chosen]} onChange={(value) => setChosen(value as Scope[])}>
          <div className={parts['row']}>
            {scopes.map((scope) => (
              <Checkbox key={scope} value={scope} label={scope} />
            ))}
          </div>
        </Checkbox.Group>
        <Button type="submit" size="md" loading={isBusy} disabled={chosen.length === 0}>
          {t('addToken')}
        </Button>
      </Form>
    </Tile>
  );
}
