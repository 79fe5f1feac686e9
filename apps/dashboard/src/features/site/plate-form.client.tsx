'use client';
import { Button, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useLocale, useTranslations } from 'use-intl';
import { itemsOf, type PlateDraft, type PlateField, presetsOf, withField } from './plate-fields.ts';
import styles from './site.module.css';

/** What a verb had against one value; the path begins with `rating`. */
export interface PlateIssue {
  readonly path: string;
  readonly message: string;
}

interface PlateFormProps {
  readonly fields: readonly PlateField[];
  readonly draft: PlateDraft;
  readonly issues: readonly PlateIssue[];
  readonly path: string;
  readonly onChange: (draft: PlateDraft) => void;
}

/** A control for every field of a nameplate, with what was refused beside it. */
export function PlateForm({ fields, draft, issues, path, onChange }: PlateFormProps) {
  return fields.map((field) => (
    <PlateControl
      key={field.name}
      field={field}
      value={draft[field.name]}
      issues={issues}
      path={`${path}.${field.name}`}
      onChange={(value) => onChange(withField(draft, field.name, value))}
    />
  ));
}

interface PlateControlProps {
  readonly field: PlateField;
  readonly value: unknown;
  readonly issues: readonly PlateIssue[];
  readonly path: string;
  readonly onChange: (value: unknown) => void;
}

function PlateControl({ field, value, issues, path, onChange }: PlateControlProps) {
  const t = useTranslations('site');
  const locale = useLocale();
  const shown = {
    label: field.words[locale],
    error: issues.find((issue) => issue.path === path)?.message ?? null,
    withAsterisk: field.isRequired,
  };
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  switch (field.kind) {
    case 'number':
      return (
        <NumberInput
          {...shown}
          value={typeof value === 'number' ? value : ''}
          decimalSeparator={locale === 'nl' ? ',' : '.'}
          onChange={(next) => onChange(typeof next === 'number' ? next : undefined)}
        />
      );
    case 'choice':
      return (
        <NativeSelect
          {...shown}
          value={text}
          data={[
            { value: '', label: t('notTold') },
            ...field.options.map((option) => ({ value: String(option.value), label: option.words[locale] })),
          ]}
          onChange={(event) => {
            const chosen = event.currentTarget.value;
            onChange(field.options.find((option) => String(option.value) === chosen)?.value);
          }}
        />
      );
    case 'date':
    case 'text':
      return (
        <TextInput
          {...shown}
          type={field.kind}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value || undefined)}
        />
      );
    case 'list':
      return <PlateList field={field} value={value} issues={issues} path={path} onChange={onChange} />;
  }
}

function PlateList({ field, value, issues, path, onChange }: PlateControlProps) {
  const t = useTranslations('site');
  const locale = useLocale();
  const items = itemsOf(value);
  const list = field.words[locale];
  return (
    <div className={styles['plateList']}>
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an item has no name; its place in the list is what it is called
        <fieldset key={index} className={styles['plate']}>
          <legend>{`${list}: ${t('item', { number: String(index + 1) })}`}</legend>
          <PlateForm
            fields={field.fields}
            draft={item}
            issues={issues}
            path={`${path}.${index}`}
            onChange={(next) => onChange(items.map((one, at) => (at === index ? next : one)))}
          />
          <Button variant="subtle" color="gray" size="md" onClick={() => onChange(items.filter((_, at) => at !== index))}>
            {t('removeItem', { number: String(index + 1) })}
          </Button>
        </fieldset>
      ))}
      <Button variant="default" size="md" onClick={() => onChange([...items, presetsOf(field.fields)])}>
        {t('addItem', { list })}
      </Button>
    </div>
  );
}
