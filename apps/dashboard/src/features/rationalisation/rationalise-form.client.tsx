'use client';
import { Alert, Button, NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core';
import type { Priority } from '@wachter/core';
import {
  type ConsequenceClass,
  consequenceClasses,
  consequenceWords,
  proposedPriority,
} from '@wachter/core/alarm/rationalisation';
import { priorityWords } from '@wachter/core/alarm/words';
import { priorities } from '@wachter/core/quantity/define';
import { useState } from 'react';
import { useLocale, useTimeZone, useTranslations } from 'use-intl';
import { useServerNow } from '../../live/use-live.client.ts';
import { Form } from '../../ui/form.client.tsx';
import { useAct } from '../../ui/use-act.client.ts';
import { instantTyped, typedOf } from '../alarms/typed-moment.ts';
import { writeRationalisation } from './actions.ts';
import styles from './rationalisation.module.css';
import type { RationalisationRow } from './rationalisation-view.ts';

type WrittenField = 'why' | 'respondWithinMinutes' | 'deviation' | 'approvedBy' | 'reviewAt';

const YEAR = 365 * 86_400_000;

interface RationaliseFormProps {
  readonly row: RationalisationRow;
  readonly onDone: () => void;
}

/** A new decision on a rule, begun with what was said last. The matrix proposes; whoever differs says why. */
export function RationaliseForm({ row, onDone }: RationaliseFormProps) {
  const t = useTranslations('rationalisation');
  const locale = useLocale();
  const { act, isBusy, problem, issues } = useAct();
  const draft = useDraft(row);
  const { proposed } = draft;
  const errorOf = (path: WrittenField) => (issues.some((issue) => issue.path === path) ? t(`wrong.${path}`) : null);
  const send = async () => {
    const done = await act(() => writeRationalisation(draft.input()));
    if (done) onDone();
  };
  return (
    <Form className={styles['form']} data-testid="rationalise-form" onSend={send}>
      <Textarea
        className={styles['wide']}
        label={t('why')}
        description={t('whyHint')}
        error={errorOf('why')}
        autosize
        maxLength={2000}
        value={draft.why}
        onChange={(event) => draft.setWhy(event.currentTarget.value)}
      />
      <NativeSelect
        label={t('consequence')}
        value={draft.consequence}
        onChange={(event) => draft.setConsequence(event.currentTarget.value as ConsequenceClass)}
        data={consequenceClasses.map((one) => ({ value: one, label: consequenceWords[one][locale] }))}
      />
      <NumberInput
        label={t('time')}
        error={errorOf('respondWithinMinutes')}
        min={1}
        max={10_080}
        value={draft.minutes}
        onChange={(next) => draft.setMinutes(next === '' ? '' : Number(next))}
      />
      <NativeSelect
        label={t('priority')}
        description={proposed === null ? t('noProposal') : t('proposal', { priority: priorityWords[proposed][locale] })}
        value={draft.priority}
        onChange={(event) => draft.setPriority(event.currentTarget.value as Priority)}
        data={priorities.map((one) => ({ value: one, label: priorityWords[one][locale] }))}
      />
      {proposed !== null && proposed !== draft.priority && (
        <Textarea
          className={styles['wide']}
          label={t('deviation')}
          description={t('deviationHint')}
          error={errorOf('deviation')}
          autosize
          maxLength={2000}
          value={draft.deviation}
          onChange={(event) => draft.setDeviation(event.currentTarget.value)}
        />
      )}
      <TextInput
        label={t('approvedBy')}
        error={errorOf('approvedBy')}
        maxLength={200}
        value={draft.approvedBy}
        onChange={(event) => draft.setApprovedBy(event.currentTarget.value)}
      />
      <TextInput
        type="date"
        label={t('reviewAt')}
        error={errorOf('reviewAt')}
        value={draft.review}
        onChange={(event) => draft.setReview(event.currentTarget.value)}
      />
      {problem && issues.length === 0 && (
        <Alert className={styles['wide']} color="gray" role="alert">
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
      <p className={styles['quiet']}>{t('effect')}</p>
    </Form>
  );
}

function useDraft({ ruleId, priority: present, respondWithinMinutes, records: [newest] }: RationalisationRow) {
  const timeZone = useTimeZone() ?? 'UTC';
  const now = useServerNow();
  const [why, setWhy] = useState(newest?.why ?? '');
  const [consequence, setConsequence] = useState<ConsequenceClass>(newest?.consequence ?? 'minor');
  const [minutes, setMinutes] = useState<number | ''>(respondWithinMinutes ?? '');
  const [priority, setPriority] = useState<Priority>(present);
  const [deviation, setDeviation] = useState(newest?.deviation ?? '');
  const [approvedBy, setApprovedBy] = useState(newest?.approvedBy ?? '');
  const [review, setReview] = useState(() => typedOf(now + YEAR, timeZone).slice(0, 10));
  const input = () => ({
    ...{ ruleId, why, consequence, priority, approvedBy },
    respondWithinMinutes: minutes === '' ? 0 : minutes,
    reviewAt: instantTyped(`${review}T00:00`, timeZone) ?? 0,
    ...(deviation.trim() === '' ? {} : { deviation }),
  });
  return {
    ...{ why, setWhy, consequence, setConsequence, minutes, setMinutes, priority, setPriority },
    ...{ deviation, setDeviation, approvedBy, setApprovedBy, review, setReview, input },
    proposed: minutes === '' || minutes <= 0 ? null : proposedPriority(consequence, minutes),
  };
}
