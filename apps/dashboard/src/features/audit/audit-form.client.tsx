'use client';
import { Button, TextInput } from '@mantine/core';
import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { useTranslations } from 'use-intl';
import { Form } from '../../ui/form.client.tsx';
import styles from './audit.module.css';
import { type AuditFilter, auditFields, auditFilterOf, auditSearch } from './audit-filter.ts';

/** The filter, as the address has it. */
export function AuditForm({ filter }: { readonly filter: AuditFilter }) {
  const t = useTranslations('audit');
  const router = useRouter();
  const [isFetching, fetch] = useTransition();
  const [draft, setDraft] = useState(filter);
  const ask = (wanted: AuditFilter) => {
    setDraft(wanted);
    fetch(() => router.push(`/audit${auditSearch(wanted)}`));
  };
  return (
    <Form className={styles['filter']} aria-label={t('filter')} aria-busy={isFetching} onSend={() => ask(draft)}>
      {auditFields.map((field) => (
        <TextInput
          key={field}
          name={field}
          label={t(field)}
          placeholder={t(`hint.${field}`)}
          maxLength={120}
          value={draft[field]}
          onChange={(event) => setDraft({ ...draft, [field]: event.currentTarget.value })}
        />
      ))}
      <div className={styles['buttons']}>
        <Button type="submit" size="md" loading={isFetching}>
          {t('show')}
        </Button>
        {auditSearch(filter) !== '' && (
          <Button variant="subtle" color="gray" size="md" onClick={() => ask(auditFilterOf({}))}>
            {t('clear')}
          </Button>
        )}
      </div>
    </Form>
  );
}
