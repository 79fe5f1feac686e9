'use client';
import { Autocomplete, Checkbox, NativeSelect, NumberInput, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { NamedInputs, namesIn } from './named-inputs.client.tsx';
import { type ParamField, type ParamSchema, paramFields, readParam, writeParam } from './param-fields.ts';
import { type ParamReader, paramLabel } from './param-words.ts';
import styles from './rules.module.css';

/** What a verb had against one value; the path begins with `params`. */
export interface ParamIssue {
  readonly path: string;
  readonly message: string;
}

interface ParamControlsProps {
  readonly schema: ParamSchema;
  readonly reader: ParamReader;
  /** Tags of the points that a rule may name. */
  readonly tags: readonly string[];
  readonly params: unknown;
  readonly issues: readonly ParamIssue[];
  readonly onChange: (params: unknown) => void;
}

const keyOf = (field: ParamField): string => [...field.path, ...(field.kind === 'member' ? field.options : [])].join('.');

/** A control for every parameter of a rule type, with what was refused beside it. */
export function ParamControls({ schema, reader, tags, params, issues, onChange }: ParamControlsProps) {
  const states = reader.quantity?.states?.map((state) => state.id) ?? [];
  return paramFields(schema, states).map((field) => (
    <ParamControl
      key={keyOf(field)}
      field={field}
      reader={reader}
      tags={tags}
      error={issues.find(({ path }) => isAbout(path, field))?.message ?? null}
      value={readParam(params, field)}
      onChange={(value) => onChange(writeParam(params, field, value))}
    />
  ));
}

const isAbout = (path: string, field: ParamField): boolean => {
  const own = ['params', ...field.path].join('.');
  return path === own || path.startsWith(`${own}.`);
};

/** Issues that no control of the schema shows. */
export const otherIssues = (issues: readonly ParamIssue[], schema: ParamSchema, states: readonly string[]) =>
  issues.filter(({ path }) => !paramFields(schema, states).some((field) => isAbout(path, field)));

interface ParamControlProps {
  readonly field: ParamField;
  readonly reader: ParamReader;
  readonly tags: readonly string[];
  readonly error: string | null;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

function ParamControl({ field, reader, tags, error, value, onChange }: ParamControlProps) {
  const t = useTranslations('rules');
  const unit = field.path.at(-1)?.endsWith('Seconds') ? ' (s)' : '';
  const label = `${paramLabel(field.path, reader)}${unit}`;
  const shown = { label, error };
  const text = typeof value === 'string' ? value : '';
  switch (field.kind) {
    case 'number':
      return (
        <NumberInput
          {...shown}
          {...(field.minimum === undefined ? {} : { min: field.minimum })}
          {...(field.maximum === undefined ? {} : { max: field.maximum })}
          value={typeof value === 'number' ? value : ''}
          onChange={(next) => onChange(next === '' ? undefined : Number(next))}
        />
      );
    case 'choice': {
      const choices = field.options.map((one) => ({ value: one, label: paramLabel([one], reader) }));
      return (
        <NativeSelect
          {...shown}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value || undefined)}
          data={[{ value: '', label: t('notBad') }, ...choices]}
        />
      );
    }
    case 'tag':
      return (
        <Autocomplete {...shown} data={[...tags]} limit={20} value={text} onChange={(next) => onChange(next || undefined)} />
      );
    case 'tags':
      return (
        <TagsInput
          {...shown}
          data={[...tags]}
          limit={20}
          value={Array.isArray(value) ? value.map(String) : []}
          onChange={(next) => onChange(next.length === 0 ? undefined : next)}
        />
      );
    case 'names':
      return <NamedInputs {...shown} tags={tags} value={namesIn(value)} onChange={onChange} />;
    case 'expression':
      return (
        <Textarea
          {...shown}
          className={styles['wide']}
          classNames={{ input: styles['code'] ?? '' }}
          description={t('expressionHint')}
          autosize
          spellCheck={false}
          maxLength={500}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value || undefined)}
        />
      );
    case 'text':
      return <TextInput {...shown} value={text} onChange={(event) => onChange(event.currentTarget.value || undefined)} />;
    case 'member':
    case 'boolean': {
      const name = field.kind === 'member' ? paramLabel([...field.path, ...field.options], reader) : label;
      const isOn = value === true;
      return <Checkbox size="md" label={name} checked={isOn} onChange={(event) => onChange(event.currentTarget.checked)} />;
    }
  }
}
