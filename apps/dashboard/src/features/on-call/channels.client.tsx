'use client';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import parts from '../../ui/parts.module.css';
import { Tile } from '../../ui/tile.tsx';
import { useAct } from '../../ui/use-act.client.ts';
import { removeChannel } from './actions.ts';
import { ChannelForm } from './channel-form.client.tsx';
import { DeleteButton } from './delete-button.client.tsx';
import { SendTest } from './send-test.client.tsx';
import type { ChannelKind, ShownChannel } from './view.ts';

interface ChannelsProps {
  readonly channels: readonly ShownChannel[];
  readonly kinds: readonly ChannelKind[];
  readonly mayEdit: boolean;
  /** Who looks: tests of a channel that reaches one person go to them. */
  readonly ownId: string;
}

/** The ways to tell people. Of a secret is shown whether it is set, never what it is. */
export function Channels({ channels, kinds, mayEdit, ownId }: ChannelsProps) {
  const t = useTranslations('onCall');
  const [isAdding, setAdding] = useState(false);
  return (
    <Tile as="section">
      <h2 className={parts['heading']}>{t('channels')}</h2>
      {channels.length === 0 && <p className={parts['quiet']}>{t('noChannels')}</p>}
      <ul className={parts['plain']}>
        {channels.map((channel) => (
          <ChannelLine key={channel.id} channel={channel} kinds={kinds} mayEdit={mayEdit} ownId={ownId} />
        ))}
      </ul>
      {isAdding && <ChannelForm kinds={kinds} channel={null} onDone={() => setAdding(false)} />}
      {mayEdit && !isAdding && (
        <Button size="md" onClick={() => setAdding(true)}>
          {t('addChannel')}
        </Button>
      )}
    </Tile>
  );
}

interface ChannelLineProps {
  readonly channel: ShownChannel;
  readonly kinds: readonly ChannelKind[];
  readonly mayEdit: boolean;
  readonly ownId: string;
}

function ChannelLine({ channel, kinds, mayEdit, ownId }: ChannelLineProps) {
  const t = useTranslations('onCall');
  const locale = useLocale();
  const { act, isBusy, problem } = useAct();
  const [isEditing, setEditing] = useState(false);
  const kind = kinds.find(({ id }) => id === channel.type);
  const secrets = (kind?.config ?? [])
    .filter((field) => field.kind === 'secret')
    .map(({ name, words }) => t(channel.secretsSet.includes(name) ? 'secretSet' : 'secretNotSet', { field: words[locale] }));
  return (
    <li data-testid="channel">
      <div className={parts['line']}>
        <span className={parts['grow']}>
          <strong>{channel.name}</strong>{' '}
          <span className={parts['quiet']}>{[kind?.name[locale] ?? channel.type, ...secrets].join(' · ')}</span>
          {!channel.isEnabled && <b> {t('off')}</b>}
          {!channel.canOpen && <b> ⚠ {t('cannotOpen')}</b>}
          {problem && <span role="alert"> {problem}</span>}
        </span>
        {mayEdit && (
          <>
            {channel.isEnabled && (
              <SendTest channelId={channel.id} userId={kind?.isPersonal ? ownId : null} name={channel.name} />
            )}
            <Button
              variant="default"
              size="md"
              aria-label={`${t('edit')}: ${channel.name}`}
              onClick={() => setEditing(!isEditing)}
            >
              {t('edit')}
            </Button>
            <DeleteButton name={channel.name} isBusy={isBusy} onDelete={() => act(() => removeChannel({ id: channel.id }))} />
          </>
        )}
      </div>
      {isEditing && <ChannelForm kinds={kinds} channel={channel} onDone={() => setEditing(false)} />}
    </li>
  );
}
