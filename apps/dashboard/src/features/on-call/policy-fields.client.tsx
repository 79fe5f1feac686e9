'use client';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import type { Priority } from '@wachter/core';
import { priorityWords } from '@wachter/core/alarm/words';
import { useLocale, useTranslations } from 'use-intl';
import parts from '../../ui/parts.module.css';
import styles from './on-call.module.css';
import { isRepeatWrong, type LadderDraft, type StepDraft, stepFaults, targetKey, targetOf, withStep } from './policy-draft.ts';
import type { Named } from './use-target-names.client.ts';

interface LadderFieldsProps {
  readonly priority: Priority;
  readonly ladder: LadderDraft;
  readonly targets: readonly Named[];
  readonly channels: readonly Named[];
  /** The form was sent: what is wrong is said. */
  readonly isAsked: boolean;
  readonly onChange: (ladder: LadderDraft) => void;
}

/** The steps of one priority: after how many minutes, who, and by which channel first. */
export function LadderFields({ priority, ladder, targets, channels, isAsked, onChange }: LadderFieldsProps) {
  const t = useTranslations('onCall');
  const locale = useLocale();
  const setStep = (index: number, step: StepDraft) => onChange({ ...ladder, steps: ladder.steps.with(index, step) });
  return (
    <fieldset className={styles['ladder']} data-testid={`ladder-${priority}`}>
      <legend className={styles['legend']}>{priorityWords[priority][locale]}</legend>
      {ladder.steps.length === 0 && <p className={parts['quiet']}>{t('nobodyTold')}</p>}
      {ladder.steps.map((step, index) => (
        <StepFields
          key={step.key}
          name={`${priorityWords[priority][locale]} ${index + 1}`}
          step={step}
          faults={isAsked ? stepFaults(ladder, index) : null}
          targets={targets}
          channels={channels}
          onChange={(next) => setStep(index, next)}
          onRemove={() => onChange({ ...ladder, steps: ladder.steps.toSpliced(index, 1) })}
        />
      ))}
      <div className={parts['row']}>
        {ladder.steps.length < 10 && (
          <Button variant="default" size="md" onClick={() => onChange(withStep(ladder))}>
            {t('addStep')}
          </Button>
        )}
        {ladder.steps.length > 0 && (
          <TextInput
            inputMode="numeric"
            label={t('repeatMinutes')}
            placeholder={t('notRepeated')}
            error={isAsked && isRepeatWrong(ladder) ? t('repeatWrong') : null}
            value={ladder.repeatMinutes}
            onChange={(event) => onChange({ ...ladder, repeatMinutes: event.currentTarget.value })}
          />
        )}
      </div>
    </fieldset>
  );
}

interface StepFieldsProps {
  readonly name: string;
  readonly step: StepDraft;
  readonly faults: ReturnType<typeof stepFaults> | null;
  readonly targets: readonly Named[];
  readonly channels: readonly Named[];
  readonly onChange: (step: StepDraft) => void;
  readonly onRemove: () => void;
}

function StepFields({ name, step, faults, targets, channels, onChange, onRemove }: StepFieldsProps) {
  const t = useTranslations('onCall');
  const chosen = step.targets.map(targetKey);
  const nameOf = (key: string) => targets.find(({ id }) => id === key)?.name ?? t('someone');
  const add = (key: string) => {
    const target = targetOf(key);
    if (target) onChange({ ...step, targets: [...step.targets, target] });
  };
  return (
    <div className={styles['step']} data-testid="step">
      <TextInput
        className={styles['minutes']}
        inputMode="numeric"
        label={t('afterMinutes')}
        error={faults?.afterMinutes ? t(faults.afterMinutes) : null}
        value={step.afterMinutes}
        onChange={(event) => onChange({ ...step, afterMinutes: event.currentTarget.value })}
      />
      <div className={parts['grow']}>
        <ul className={styles['chips']}>
          {chosen.map((key, index) => (
            <li key={key}>
              <Button
                variant="default"
                size="md"
                aria-label={`${t('takeAway')}: ${nameOf(key)}`}
                onClick={() => onChange({ ...step, targets: step.targets.toSpliced(index, 1) })}
              >
                {nameOf(key)} ✕
              </Button>
            </li>
          ))}
        </ul>
        <NativeSelect
          label={t('tell')}
          error={faults?.targets ? t(faults.targets) : null}
          value=""
          data={[
            { value: '', label: '–' },
            ...targets.filter(({ id }) => !chosen.includes(id)).map(({ id, name: label }) => ({ value: id, label })),
          ]}
          onChange={(event) => add(event.currentTarget.value)}
        />
      </div>
      <NativeSelect
        label={t('firstBy')}
        value={step.firstBy}
        data={[{ value: '', label: t('ownOrder') }, ...channels.map(({ id, name: label }) => ({ value: id, label }))]}
        onChange={(event) => onChange({ ...step, firstBy: event.currentTarget.value })}
      />
      <Button variant="default" size="md" aria-label={`${t('removeStep')}: ${name}`} onClick={onRemove}>
        {t('removeStep')}
      </Button>
    </div>
  );
}
