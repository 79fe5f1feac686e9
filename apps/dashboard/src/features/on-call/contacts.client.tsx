'use client';
import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Form } from '../../ui/form.client.tsx';
import parts from '../../ui/parts.module.css';
import { Tile } from '../../ui/tile.tsx';
import { useAct } from '../../ui/use-act.client.ts';
import { saveContacts } from './actions.ts';
import { saidOf } from './channel-form.client.tsx';
import { addressOf, type ContactDraft, contactDrafts, freshContact } from './contact-drafts.ts';
import { ContactLine } from './contact-line.client.tsx';
import { pushDevices } from './push-devices.ts';
import { PushHere } from './push-here.client.tsx';
import type { ChannelKind, ChannelName, ContactRow, PushChannel } from './view.ts';

interface ContactsProps {
  readonly ownId: string;
  /** Whose contacts may be set: oneself alone, or everybody. */
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly contacts: readonly ContactRow[];
  readonly channels: readonly ChannelName[];
  readonly pushChannels: readonly PushChannel[];
  readonly kinds: readonly ChannelKind[];
}

/** Where a person is reached, in the order to try. An administrator chooses whose. */
export function Contacts({ ownId, people, contacts, channels, pushChannels, kinds }: ContactsProps) {
  const t = useTranslations('onCall');
  const [userId, setUserId] = useState(ownId);
  return (
    <Tile as="section">
      <h2 className={parts['heading']}>{t('contacts')}</h2>
      <p className={parts['quiet']}>{t('contactsHint')}</p>
      {people.length > 1 && (
        <NativeSelect
          label={t('person')}
          value={userId}
          data={people.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(event) => setUserId(event.currentTarget.value)}
        />
      )}
      {userId === ownId &&
        pushChannels.map((channel) => (
          <PushHere key={channel.id} channel={channel} contacts={contacts.filter((contact) => contact.userId === ownId)} />
        ))}
      <ContactsOf
        key={`${userId} ${browsersOf(contacts)}`}
        userId={userId}
        contacts={contacts.filter((contact) => contact.userId === userId)}
        channels={channels}
        kinds={kinds}
      />
    </Tile>
  );
}

/** The form begins anew when a browser came or went: what it holds of it would be old. */
const browsersOf = (contacts: readonly ContactRow[]): string =>
  contacts.flatMap(({ address }) => pushDevices(address).map(({ endpoint }) => endpoint)).join(' ');

interface ContactsOfProps {
  readonly userId: string;
  readonly contacts: readonly ContactRow[];
  readonly channels: readonly ChannelName[];
  readonly kinds: readonly ChannelKind[];
}

function ContactsOf({ userId, contacts, channels, kinds }: ContactsOfProps) {
  const t = useTranslations('onCall');
  const { act, isBusy, problem, issues } = useAct();
  const kindOf = (channelId: string) => kinds.find(({ id }) => id === channels.find((one) => one.id === channelId)?.type);
  const [drafts, setDrafts] = useState(() => contactDrafts(contacts, (id) => kindOf(id)?.address ?? null));
  const [isSaved, setSaved] = useState(false);
  const change = (next: readonly ContactDraft[]) => {
    setSaved(false);
    setDrafts(next);
  };
  const offered = channels.filter(({ id }) => kindOf(id)?.isPersonal && kindOf(id)?.address);
  const open = offered.filter(({ id }) => drafts.every(({ channelId }) => channelId !== id));
  const save = async () => {
    const asked = drafts.map((draft) => ({
      channelId: draft.channelId,
      address: addressOf(draft, kindOf(draft.channelId)?.address ?? null),
      isEnabled: draft.isEnabled,
    }));
    setSaved((await act(() => saveContacts({ userId, contacts: asked }))) !== null);
  };
  return (
    <Form noValidate onSend={save}>
      {drafts.length === 0 && <p className={parts['quiet']}>{t('noContacts')}</p>}
      <ol className={parts['plain']}>
        {drafts.map((draft, index) => (
          <ContactLine
            key={draft.key}
            draft={draft}
            userId={userId}
            name={channels.find(({ id }) => id === draft.channelId)?.name ?? t('goneChannel')}
            fields={kindOf(draft.channelId)?.address ?? null}
            said={(field) => saidOf(issues, ['contacts', index, ...field].join('.'))}
            onChange={(next) => change(drafts.with(index, next))}
            onRemove={() => change(drafts.toSpliced(index, 1))}
            onUp={index === 0 ? null : () => change(drafts.toSpliced(index, 1).toSpliced(index - 1, 0, draft))}
          />
        ))}
      </ol>
      {offered.length === 0 && <p className={parts['quiet']}>{t('noPersonalChannel')}</p>}
      <div className={parts['row']}>
        {open.length > 0 && (
          <NativeSelect
            label={t('addContact')}
            value=""
            data={[{ value: '', label: '–' }, ...open.map(({ id, name }) => ({ value: id, label: name }))]}
            onChange={(event) => {
              const channelId = event.currentTarget.value;
              if (channelId) change([...drafts, freshContact(drafts, channelId)]);
            }}
          />
        )}
        <Button type="submit" size="md" loading={isBusy}>
          {t('save')}
        </Button>
        {isSaved && <span role="status">{t('contactsSaved')}</span>}
        {problem && <span role="alert">{problem}</span>}
      </div>
    </Form>
  );
}
