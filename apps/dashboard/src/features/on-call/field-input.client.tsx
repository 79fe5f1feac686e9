'use client';
import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useLocale, useTranslations } from 'use-intl';
import type { ChannelField } from './channel-fields.ts';

interface FieldInputProps {
  readonly field: ChannelField;
  readonly value: string;
  readonly error: string | null;
  /** A secret that is set is kept when nothing is typed. */
  readonly isSet?: boolean;
  readonly onChange: (text: string) => void;
}

/** The control for one field of a configuration or address. A secret is only ever written. */
export function FieldInput({ field, value, error, isSet = false, onChange }: FieldInputProps) {
  const t = useTranslations('onCall');
  const locale = useLocale();
  const shown = { label: field.words[locale], error, value, withAsterisk: field.isRequired };
  const onTyped = (event: { readonly currentTarget: { readonly value: string } }) => onChange(event.currentTarget.value);
  switch (field.kind) {
    case 'secret':
      return (
        <TextInput
          {...shown}
          description={isSet ? t('keepSecret') : undefined}
          autoComplete="new-password"
          withAsterisk={field.isRequired && !isSet}
          type="password"
          onChange={onTyped}
        />
      );
    case 'choice':
      return <NativeSelect {...shown} data={[...field.options]} onChange={onTyped} />;
    case 'lines':
      return <Textarea {...shown} description={t('onePerLine')} autosize minRows={2} maxRows={8} onChange={onTyped} />;
    case 'long':
      return <Textarea {...shown} autosize minRows={2} maxRows={8} onChange={onTyped} />;
    case 'number':
      return <TextInput {...shown} inputMode="numeric" onChange={onTyped} />;
    case 'text':
      return <TextInput {...shown} onChange={onTyped} />;
    default:
      return field.kind satisfies never;
  }
}
