'use client';
import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { Form } from '../../ui/form.client.tsx';
import { useAct } from '../../ui/use-act.client.ts';
import { saveChannel } from './actions.ts';
import { draftOf, typedValues } from './channel-fields.ts';
import { FieldInput } from './field-input.client.tsx';
import styles from './on-call.module.css';
import type { ChannelKind, ShownChannel } from './view.ts';

interface ChannelFormProps {
  readonly kinds: readonly ChannelKind[];
  /** Null for a new one. */
  readonly channel: ShownChannel | null;
  readonly onDone: () => void;
}

/** What was refused of one value, by its path in the input of the verb. */
export const saidOf = (issues: readonly { readonly path: string; readonly message: string }[], path: string): string | null =>
  issues.find((issue) => issue.path === path || issue.path.startsWith(`${path}.`))?.message ?? null;

/** A form made from the schema of the kind of channel; its kind cannot change once it is there. */
export function ChannelForm({ kinds, channel, onDone }: ChannelFormProps) {
  const t = useTranslations('onCall');
  const locale = useLocale();
  const { act, isBusy, problem, issues } = useAct();
  const [type, setType] = useState(channel?.type ?? kinds[0]?.id ?? '');
  const [name, setName] = useState(channel?.name ?? '');
  const [isEnabled, setEnabled] = useState(channel?.isEnabled ?? true);
  const [removed, setRemoved] = useState<readonly string[]>([]);
  const fieldsOf = (id: string) => kinds.find((kind) => kind.id === id)?.config ?? [];
  const fields = fieldsOf(type);
  const [draft, setDraft] = useState(() => draftOf(fields, channel?.config ?? null));
  const choose = (id: string) => {
    setType(id);
    setDraft(draftOf(fieldsOf(id), null));
  };
  const save = async () => {
    const gone = Object.fromEntries(removed.map((field) => [field, null]));
    const config = { ...gone, ...typedValues(fields, draft) };
    if (await act(() => saveChannel({ id: channel?.id ?? null, type, name, config, isEnabled }))) onDone();
  };
  return (
    <Form className={styles['form']} noValidate onSend={save}>
      {!channel && (
        <NativeSelect
          label={t('kind')}
          value={type}
          data={kinds.map((kind) => ({ value: kind.id, label: kind.name[locale] }))}
          onChange={(event) => choose(event.currentTarget.value)}
        />
      )}
      <TextInput
        label={t('name')}
        withAsterisk
        maxLength={120}
        error={saidOf(issues, 'name')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {fields.map((field) => (
        <FieldInput
          key={`${type} ${field.name}`}
          field={field}
          value={draft[field.name] ?? ''}
          error={saidOf(issues, `config.${field.name}`)}
          isSet={channel?.secretsSet.includes(field.name) ?? false}
          onChange={(text) => setDraft({ ...draft, [field.name]: text })}
        />
      ))}
      <div className={styles['whole']}>
        <Toggle label={t('isEnabled')} isOn={isEnabled} onChange={setEnabled} />
        {fields
          .filter((field) => !field.isRequired && channel?.secretsSet.includes(field.name))
          .map((field) => (
            <Toggle
              key={field.name}
              label={t('takeSecretAway', { field: field.words[locale] })}
              isOn={removed.includes(field.name)}
              onChange={(isOn) => setRemoved(isOn ? [...removed, field.name] : removed.filter((one) => one !== field.name))}
            />
          ))}
      </div>
      <div className={styles['whole']}>
        <Button type="submit" size="md" loading={isBusy}>
          {t('save')}
        </Button>
        <Button variant="subtle" color="gray" size="md" onClick={onDone}>
          {t('cancel')}
        </Button>
        {problem && <span role="alert">{problem}</span>}
      </div>
    </Form>
  );
}

interface ToggleProps {
  readonly label: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

export const Toggle = ({ label, isOn, onChange }: ToggleProps) => (
  <Checkbox
    size="md"
    className={styles['check']}
    label={label}
    checked={isOn}
    onChange={(event) => onChange(event.currentTarget.checked)}
  />
);
