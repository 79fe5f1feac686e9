'use client';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { transitions } from '@wachter/core/alarm/alarm';
import { priorityWords, stateWords, transitionWords } from '@wachter/core/alarm/words';
import { priorities } from '@wachter/core/quantity/define';
import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { AlarmModel } from './alarm-model.ts';
import styles from './journal.module.css';
import {
  alarmStates,
  type JournalField,
  type JournalFilter,
  journalFields,
  journalFilterOf,
  journalSearch,
} from './journal-filter.ts';

interface JournalFormProps {
  readonly model: AlarmModel;
  readonly filter: JournalFilter;
  readonly problems: readonly JournalField[];
  readonly rules: readonly { readonly value: string; readonly label: string }[];
}

const nothing = journalFilterOf({});

/** The filter, as the address has it; on a phone behind a button. A choice asks at once, what is typed with Enter or the button. */
export function JournalForm({ model, filter, problems, rules }: JournalFormProps) {
  const t = useTranslations('journal');
  const router = useRouter();
  const [isFetching, fetch] = useTransition();
  const { draft, setDraft } = useDraft(filter);
  const [isOpen, setOpen] = useState(problems.length > 0);
  const asked = journalFields.filter((field) => filter[field] !== '').length;
  const choices = useChoices(model, rules);
  const ask = (wanted: JournalFilter) => {
    setDraft(wanted);
    fetch(() => router.push(`/alarms/journal${journalSearch(wanted)}`));
  };
  const wrong = (field: JournalField) =>
    problems.includes(field) && draft[field] === filter[field]
      ? t(field === 'from' || field === 'to' ? `problem.${field}` : 'problem.choice')
      : null;
  const typed = (field: 'from' | 'to' | 'subject' | 'actor') => ({
    label: t(field),
    name: field,
    error: wrong(field),
    value: draft[field],
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      setDraft({ ...draft, [field]: event.currentTarget.value }),
  });
  return (
    <>
      <div className={styles['more']}>
        <Button variant="default" size="md" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t('filterOf', { count: asked })}
        </Button>
      </div>
      <form
        className={styles['filter']}
        data-open={isOpen}
        aria-label={t('filter')}
        aria-busy={isFetching}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          ask(draft);
        }}
      >
        <TextInput type="datetime-local" {...typed('from')} />
        <TextInput type="datetime-local" {...typed('to')} />
        <TextInput placeholder={t('subjectHint')} maxLength={120} {...typed('subject')} />
        <TextInput placeholder={t('actorHint')} maxLength={120} {...typed('actor')} />
        {(['room', 'kind', 'state', 'priority', 'rule'] as const).map((field) => (
          <NativeSelect
            key={field}
            label={t(field)}
            name={field}
            error={wrong(field)}
            value={draft[field]}
            onChange={(event) => ask({ ...draft, [field]: event.currentTarget.value })}
            data={[{ value: '', label: t('all') }, ...choices[field]]}
          />
        ))}
        <div className={styles['buttons']}>
          <Button type="submit" size="md" loading={isFetching}>
            {t('show')}
          </Button>
          {journalSearch(filter) !== '' && (
            <Button variant="subtle" color="gray" size="md" onClick={() => ask(nothing)}>
              {t('clear')}
            </Button>
          )}
        </div>
      </form>
    </>
  );
}

/** What is typed; another address (back, a link) replaces it. */
function useDraft(filter: JournalFilter) {
  const [draft, setDraft] = useState(filter);
  const [known, setKnown] = useState(journalSearch(filter));
  if (known !== journalSearch(filter)) {
    setKnown(journalSearch(filter));
    setDraft(filter);
  }
  return { draft, setDraft };
}

function useChoices(model: AlarmModel, rules: JournalFormProps['rules']) {
  const locale = useLocale();
  const siteOf = (id: string) => (model.sites.length > 1 ? `${model.sites.find((site) => site.id === id)?.name ?? ''}: ` : '');
  return {
    room: model.locations.map(({ id, siteId, name }) => ({ value: id, label: `${siteOf(siteId)}${name}` })),
    kind: transitions.map((kind) => ({ value: kind, label: transitionWords[kind][locale] })),
    state: alarmStates.map((state) => ({ value: state, label: stateWords[state][locale] })),
    priority: priorities.map((priority) => ({ value: priority, label: priorityWords[priority][locale] })),
    rule: [...rules],
  };
}
