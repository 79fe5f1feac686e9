'use client';
import { Button, Textarea, TextInput } from '@mantine/core';
import type { Checklist } from '@wachter/core';
import { handReadingById } from '@wachter/core/power/record/readings';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { useLiveStore } from '../../live/live-provider.client.tsx';
import { Form } from '../../ui/form.client.tsx';
import { useAct } from '../../ui/use-act.client.ts';
import { saveRecord } from './actions.ts';
import { contentOf, emptyDraft, keepDraft, keptDraft, type RecordDraft, wrongReadings } from './draft.ts';
import { Photos } from './photos.client.tsx';
import styles from './records.module.css';

/** What a record is about. */
export interface RecordAbout {
  readonly siteId: string;
  readonly equipmentId: string;
  readonly kind: string;
  readonly testId: string | null;
  readonly runId: string | null;
}

interface RecordFormProps {
  readonly about: RecordAbout;
  readonly list: Checklist;
  /** The version that is corrected; null for a new record. */
  readonly corrects: { readonly draft: RecordDraft; readonly version: number; readonly doneAt: number } | null;
  readonly onDone: () => void;
}

type Sent = 'untouched' | 'kept' | 'not-kept' | 'not-sent';

/** A record as it is written beside the machine: what is not sent yet is kept in this browser and says so. */
export function RecordForm({ about, list, corrects, onDone }: RecordFormProps) {
  const t = useTranslations('records');
  const live = useLiveStore();
  const router = useRouter();
  const { act, isBusy, problem } = useAct();
  const key = corrects ? corrects.draft.recordId : `${about.equipmentId}.${about.kind}.${about.testId ?? about.runId ?? ''}`;
  const [draft, setDraft] = useState<RecordDraft>(() => corrects?.draft ?? emptyDraft(''));
  const [sent, setSent] = useState<Sent>('untouched');
  useEffect(() => {
    const kept = keptDraft(key);
    if (kept) {
      setDraft(kept);
      setSent('kept');
    } else if (!corrects) setDraft((empty) => ({ ...empty, recordId: crypto.randomUUID() }));
  }, [key, corrects]);
  const change = (part: Partial<RecordDraft>) => {
    const next = { ...draft, ...part };
    setDraft(next);
    setSent(keepDraft(key, next) ? 'kept' : 'not-kept');
  };
  const wrong = wrongReadings(draft);
  const send = async () => {
    if (wrong.length > 0) return;
    const { serverNow } = live.getState();
    const content = contentOf(draft, corrects?.doneAt ?? Math.round(serverNow));
    const done = await act(() =>
      saveRecord({
        ...about,
        recordId: draft.recordId,
        basedOn: corrects?.version ?? 0,
        content: { ...content, photos: [...content.photos] },
      }),
    );
    if (!done) return setSent('not-sent');
    keepDraft(key, null);
    onDone();
    router.push(`/power/record?id=${draft.recordId}`);
  };
  return (
    <Form className={styles['form']} noValidate onSend={send}>
      <Checks list={list} draft={draft} change={change} />
      <Readings list={list} draft={draft} wrong={wrong} change={change} />
      <Textarea
        label={t('finding')}
        maxLength={500}
        autosize
        value={draft.finding}
        onChange={(event) => change({ finding: event.currentTarget.value })}
      />
      <TextInput
        label={t('correction')}
        maxLength={500}
        value={draft.correction}
        onChange={(event) => change({ correction: event.currentTarget.value })}
      />
      <Textarea
        label={t('remarks')}
        maxLength={2000}
        autosize
        value={draft.remarks}
        onChange={(event) => change({ remarks: event.currentTarget.value })}
      />
      <Photos hashes={draft.photos} onAdd={(hash) => change({ photos: [...draft.photos, hash] })} />
      <div className={styles['send']}>
        <Button type="submit" size="lg" loading={isBusy}>
          {t(corrects ? 'sendCorrection' : 'send')}
        </Button>
        <span role="status">{isBusy ? t('sent.sending') : sent === 'untouched' ? '' : t(`sent.${sent}`)}</span>
        {problem && <span role="alert">{problem}</span>}
      </div>
    </Form>
  );
}

interface PartProps {
  readonly list: Checklist;
  readonly draft: RecordDraft;
  readonly change: (part: Partial<RecordDraft>) => void;
}

function Checks({ list, draft, change }: PartProps) {
  const t = useTranslations('records');
  const locale = useLocale();
  return (
    <fieldset className={styles['checks']}>
      <legend>{t('checks')}</legend>
      {list.checks.map(({ id, name }) => (
        <div key={id} role="radiogroup" aria-label={name[locale]} className={styles['check']}>
          <span>{name[locale]}</span>
          {(['ok', 'not-ok'] as const).map((said) => (
            <label key={said} data-said={said}>
              <input
                type="radio"
                name={id}
                checked={draft.checks[id] === said}
                onChange={() => change({ checks: { ...draft.checks, [id]: said } })}
              />
              {t(`answers.${said}`)}
            </label>
          ))}
        </div>
      ))}
    </fieldset>
  );
}

function Readings({ list, draft, wrong, change }: PartProps & { readonly wrong: readonly string[] }) {
  const t = useTranslations('records');
  const locale = useLocale();
  return (
    <fieldset className={styles['readings']}>
      <legend>{t('readings')}</legend>
      {list.readings.map((id) => {
        const reading = handReadingById(id);
        return reading ? (
          <TextInput
            key={id}
            inputMode="decimal"
            label={`${reading.name[locale]} (${reading.unit})`}
            error={wrong.includes(id) ? t('notANumber') : null}
            value={draft.readings[id] ?? ''}
            onChange={(event) => change({ readings: { ...draft.readings, [id]: event.currentTarget.value } })}
          />
        ) : null;
      })}
    </fieldset>
  );
}
