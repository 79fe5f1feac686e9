'use client';
import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { SiteModel } from '@wachter/core';
import Link from 'next/link';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useDeviceState } from '../../live/use-live.client.ts';
import { Form } from '../../ui/form.client.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { Problem } from '../../ui/problem.client.tsx';
import { Tile } from '../../ui/tile.tsx';
import { useAct } from '../../ui/use-act.client.ts';
import { add } from './actions.ts';
import { type Credential, CredentialShown } from './credential-shown.client.tsx';
import styles from './devices.module.css';

interface AddDeviceFormProps {
  readonly model: SiteModel;
  readonly dialects: readonly { readonly id: string; readonly name: string }[];
}

/** Makes an account on the broker, shows its credential once, and waits with the person for the first message. */
export function AddDeviceForm({ model, dialects }: AddDeviceFormProps) {
  const t = useTranslations('devices');
  const { act, isBusy, problem } = useAct();
  const [draft, setDraft] = useState({ id: '', name: '', dialect: 'native', locationId: '', topics: '' });
  const [made, setMade] = useState<{ readonly credential: Credential; readonly deviceId: string | null } | null>(null);
  const set = (change: Partial<typeof draft>) => setDraft((known) => ({ ...known, ...change }));
  const rooms = model.locations.filter((location) => location.kind === 'room');
  const topics = draft.topics
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const send = async () => {
    const { id, name, dialect, locationId } = draft;
    const done = await act(() =>
      add({
        id,
        name: name || id,
        dialect,
        siteId: model.sites[0]?.id ?? null,
        locationId: locationId || null,
        ...(topics.length > 0 ? { topics } : {}),
      }),
    );
    if (done) setMade({ credential: done.value.credential, deviceId: done.value.device?.id ?? null });
  };
  if (made) {
    return (
      <>
        <PageTitle title={t('add')} />
        <Tile>
          <CredentialShown credential={made.credential} onDone={() => setMade(null)} />
          {made.deviceId && <FirstMessage deviceId={made.deviceId} />}
        </Tile>
      </>
    );
  }
  return (
    <>
      <PageTitle title={t('add')} />
      <Tile>
        <Form className={styles['form']} onSend={send}>
          <TextInput
            label={t('id')}
            description={t('idHint')}
            required
            value={draft.id}
            onChange={(event) => set({ id: event.currentTarget.value })}
          />
          <TextInput
            label={t('name')}
            value={draft.name}
            maxLength={120}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
          <NativeSelect
            label={t('dialect')}
            value={draft.dialect}
            onChange={(event) => set({ dialect: event.currentTarget.value })}
            data={dialects.map(({ id, name }) => ({ value: id, label: name }))}
          />
          {draft.dialect === 'generic-json' && (
            <Textarea
              label={t('topics')}
              autosize
              minRows={2}
              value={draft.topics}
              onChange={(event) => set({ topics: event.currentTarget.value })}
            />
          )}
          <NativeSelect
            label={t('room')}
            value={draft.locationId}
            onChange={(event) => set({ locationId: event.currentTarget.value })}
            data={[{ value: '', label: t('none') }, ...rooms.map((room) => ({ value: room.id, label: room.name }))]}
          />
          <Problem text={problem} />
          <Button type="submit" size="md" loading={isBusy}>
            {t('create')}
          </Button>
        </Form>
      </Tile>
    </>
  );
}

/** Waits for the device to speak, and leads on to its approval. */
function FirstMessage({ deviceId }: { readonly deviceId: string }) {
  const t = useTranslations('devices');
  const state = useDeviceState(deviceId);
  if (!state?.lastSeenAt) return <output>{t('waiting')}</output>;
  return (
    <p>
      {t('arrived')}{' '}
      <Link href={`/devices/${encodeURIComponent(deviceId)}`} data-testid="to-device">
        {t('toDevice')}
      </Link>
    </p>
  );
}
