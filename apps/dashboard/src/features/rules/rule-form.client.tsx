'use client';
import { Alert, Button, Checkbox, NativeSelect, NumberInput, Switch } from '@mantine/core';
import type { Priority, Quantity, RuleInstance } from '@wachter/core';
import { priorityWords } from '@wachter/core/alarm/words';
import { priorities } from '@wachter/core/quantity/define';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { useAct } from '../../ui/use-act.client.ts';
import { changeRule } from './actions.ts';
import { type ParamField, type ParamSchema, paramFields, readParam, writeParam } from './param-fields.ts';
import { type ParamReader, paramLabel } from './param-words.ts';
import styles from './rules.module.css';
import { useParamReader } from './use-param-reader.client.ts';

interface RuleFormProps {
  readonly rule: RuleInstance;
  readonly schema: ParamSchema;
  readonly quantity: Quantity | null;
  readonly onDone: () => void;
}

/** A rule's settings, made from the schema of its type: one more rule type needs no form of its own. */
export function RuleForm({ rule, schema, quantity, onDone }: RuleFormProps) {
  const t = useTranslations('rules');
  const locale = useLocale();
  const { act, isBusy, problem } = useAct();
  const reader = useParamReader(quantity);
  const [params, setParams] = useState<unknown>(rule.params);
  const [priority, setPriority] = useState<Priority>(rule.priority);
  const [isEnabled, setEnabled] = useState(rule.isEnabled);
  const [isLatching, setLatching] = useState(rule.isLatching);
  const send = async () => {
    const done = await act(() => changeRule({ id: rule.id, params: params as never, priority, isEnabled, isLatching }));
    if (done) onDone();
  };
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Switch size="md" label={t('enabled')} checked={isEnabled} onChange={(event) => setEnabled(event.currentTarget.checked)} />
      <Switch
        size="md"
        label={t('latching')}
        checked={isLatching}
        onChange={(event) => setLatching(event.currentTarget.checked)}
      />
      <NativeSelect
        label={t('priority')}
        value={priority}
        onChange={(event) => setPriority(event.currentTarget.value as Priority)}
        data={priorities.map((one) => ({ value: one, label: priorityWords[one][locale] }))}
      />
      {paramFields(schema, quantity?.states?.map((state) => state.id) ?? []).map((field) => (
        <ParamControl
          key={[...field.path, ...(field.kind === 'member' ? field.options : [])].join('.')}
          field={field}
          reader={reader}
          value={readParam(params, field)}
          onChange={(value) => setParams((known: unknown) => writeParam(known, field, value))}
        />
      ))}
      {problem && (
        <Alert color="gray" role="alert">
          {problem}
        </Alert>
      )}
      <div className={styles['acts']}>
        <Button type="submit" loading={isBusy}>
          {t('save')}
        </Button>
        <Button variant="subtle" color="gray" onClick={onDone}>
          {t('cancel')}
        </Button>
      </div>
      <p className={styles['quiet']}>{t('audited')}</p>
    </form>
  );
}

interface ParamControlProps {
  readonly field: ParamField;
  readonly reader: ParamReader;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

function ParamControl({ field, reader, value, onChange }: ParamControlProps) {
  const t = useTranslations('rules');
  const unit = field.path.at(-1)?.endsWith('Seconds') ? ' (s)' : '';
  const label = `${paramLabel(field.path, reader)}${unit}`;
  if (field.kind === 'number') {
    const bounds = {
      ...(field.minimum === undefined ? {} : { min: field.minimum }),
      ...(field.maximum === undefined ? {} : { max: field.maximum }),
    };
    return (
      <NumberInput
        label={label}
        {...bounds}
        value={typeof value === 'number' ? value : ''}
        onChange={(next) => onChange(next === '' ? undefined : Number(next))}
      />
    );
  }
  if (field.kind === 'choice') {
    return (
      <NativeSelect
        label={label}
        value={typeof value === 'string' ? value : ''}
        onChange={(event) => onChange(event.currentTarget.value || undefined)}
        data={[
          { value: '', label: t('notBad') },
          ...field.options.map((one) => ({ value: one, label: paramLabel([one], reader) })),
        ]}
      />
    );
  }
  const name = field.kind === 'member' ? paramLabel([...field.path, ...field.options], reader) : label;
  return <Checkbox size="md" label={name} checked={value === true} onChange={(event) => onChange(event.currentTarget.checked)} />;
}
