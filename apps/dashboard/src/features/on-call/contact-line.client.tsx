'use client';
import { Button } from '@mantine/core';
import { useTranslations } from 'use-intl';
import parts from '../../ui/parts.module.css';
import { TimeText } from '../../ui/time-text.client.tsx';
import type { ChannelField } from './channel-fields.ts';
import { Toggle } from './channel-form.client.tsx';
import type { ContactDraft } from './contact-drafts.ts';
import { FieldInput } from './field-input.client.tsx';
import { SendTest } from './send-test.client.tsx';

interface ContactLineProps {
  readonly draft: ContactDraft;
  /** Whose contact it is. */
  readonly userId: string;
  /** Of the channel. */
  readonly name: string;
  readonly fields: readonly ChannelField[] | null;
  /** What was refused of a part of this contact. */
  readonly said: (path: readonly string[]) => string | null;
  readonly onChange: (draft: ContactDraft) => void;
  readonly onRemove: () => void;
  /** Null for the first. */
  readonly onUp: (() => void) | null;
}

/** One way to reach a person: its channel, the address, and its place in the order. */
export function ContactLine({ draft, userId, name, fields, said, onChange, onRemove, onUp }: ContactLineProps) {
  const t = useTranslations('onCall');
  return (
    <li className={parts['line']} data-warns={draft.goneAt !== null} data-testid="contact">
      <span className={parts['grow']}>
        <strong>{name}</strong> {!fields && <span className={parts['quiet']}>{t('byBrowser')}</span>}
        {draft.goneAt !== null && (
          <b>
            {' '}
            ⚠ {t('goneSince')} <TimeText at={draft.goneAt} />
          </b>
        )}
        {said(['channelId']) && <span role="alert"> {said(['channelId'])}</span>}
      </span>
      {fields?.map((field) => (
        <FieldInput
          key={field.name}
          field={field}
          value={draft.address[field.name] ?? ''}
          error={said(['address', field.name])}
          onChange={(text) => onChange({ ...draft, address: { ...draft.address, [field.name]: text } })}
        />
      ))}
      <Toggle label={t('isEnabled')} isOn={draft.isEnabled} onChange={(isEnabled) => onChange({ ...draft, isEnabled })} />
      {draft.isStored && <SendTest channelId={draft.channelId} userId={userId} name={name} />}
      {onUp && (
        <Button variant="default" size="md" aria-label={t('up', { name })} onClick={onUp}>
          ↑
        </Button>
      )}
      <Button variant="default" size="md" aria-label={`${t('takeAway')}: ${name}`} onClick={onRemove}>
        {t('takeAway')}
      </Button>
    </li>
  );
}
