'use client';
import { Autocomplete, Button, Input, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import styles from './rules.module.css';

type Names = Readonly<Record<string, string>>;

interface NamedInputsProps {
  readonly label: string;
  readonly error: string | null;
  readonly tags: readonly string[];
  readonly value: Names;
  readonly onChange: (value: Names) => void;
}

/** Names and tags as the parameters hold them; what is neither is left out. */
export const namesIn = (value: unknown): Names =>
  typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([name, tag]) => [name, typeof tag === 'string' ? tag : '']))
    : {};

interface Row {
  readonly key: number;
  readonly name: string;
  readonly tag: string;
}

/** Other points, each under a name that an expression may use. A row without a name is not kept. */
export function NamedInputs({ label, error, tags, value, onChange }: NamedInputsProps) {
  const t = useTranslations('rules');
  const [rows, setRows] = useState<readonly Row[]>(() => Object.entries(value).map(([name, tag], key) => ({ key, name, tag })));
  const set = (next: readonly Row[]) => {
    setRows(next);
    onChange(Object.fromEntries(next.filter(({ name }) => name !== '').map(({ name, tag }) => [name, tag])));
  };
  const change = (row: Row) => set(rows.map((one) => (one.key === row.key ? row : one)));
  return (
    <fieldset className={styles['names']}>
      <legend>{label}</legend>
      <p className={styles['quiet']}>{t('inputsHint')}</p>
      {rows.map((row) => (
        <div key={row.key} className={styles['name']}>
          <TextInput
            label={t('inputName')}
            maxLength={31}
            spellCheck={false}
            value={row.name}
            onChange={(event) => change({ ...row, name: event.currentTarget.value.trim() })}
          />
          <Autocomplete
            label={t('inputPoint')}
            data={[...tags]}
            limit={20}
            value={row.tag}
            onChange={(tag) => change({ ...row, tag })}
          />
          <Button
            variant="subtle"
            color="gray"
            aria-label={t('removeInput', { name: row.name })}
            onClick={() => set(rows.filter(({ key }) => key !== row.key))}
          >
            ✕
          </Button>
        </div>
      ))}
      {error && <Input.Error>{error}</Input.Error>}
      <Button
        variant="default"
        size="compact-md"
        disabled={rows.length >= 8}
        onClick={() => set([...rows, { key: (rows.at(-1)?.key ?? -1) + 1, name: '', tag: '' }])}
      >
        {t('addInput')}
      </Button>
    </fieldset>
  );
}
