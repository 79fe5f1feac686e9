'use client';
import { Alert, Button, NativeSelect, NumberInput } from '@mantine/core';
import type { Quantity, RuleInstance, WouldBeAlarm } from '@wachter/core';
import { tuningOf } from '@wachter/core/alarm/back-test-tune';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useLiveStore } from '../../live/live-provider.client.tsx';
import { useAct } from '../../ui/use-act.client.ts';
import { backTestDraft, proposeAgainstChatter } from './actions.ts';
import styles from './back-test.module.css';
import { BackTestSides, type BackTestView } from './back-test-sides.client.tsx';
import { otherIssues, ParamControls } from './param-control.client.tsx';
import type { ParamSchema } from './param-fields.ts';
import { useParamReader } from './use-param-reader.client.ts';
import { useTuningSentence } from './use-tuning-sentence.client.ts';

const DAY = 86_400_000;

export interface BackTestProps {
  readonly rule: RuleInstance;
  readonly pointId: number;
  readonly schema: ParamSchema;
  readonly quantity: Quantity | null;
  readonly tags: readonly string[];
  readonly onShow: (range: { readonly from: number; readonly to: number }) => void;
  /** Opens the edit with these parameters; null for whoever may not edit rules. */
  readonly onChange: ((params: unknown) => void) | null;
  readonly onClose: () => void;
}

/** A draft of a rule over the stored history of its point, beside the rule as it is. */
export function BackTest({ rule, pointId, schema, quantity, tags, onShow, onChange, onClose }: BackTestProps) {
  const t = useTranslations('backTest');
  const [draft, setDraft] = useState<unknown>(rule.params);
  const test = useBackTest(rule, pointId);
  const reader = useParamReader(quantity);
  const states = quantity?.states?.map(({ id }) => id) ?? [];
  const isAllBeside = test.issues.length > 0 && otherIssues(test.issues, schema, states).length === 0;
  const edit = (params: unknown) => {
    setDraft(params);
    test.forget();
  };
  return (
    <section className={styles['panel']} aria-label={t('title')} data-testid="back-test">
      <h3 className={styles['heading']}>{t('title')}</h3>
      <p className={styles['quiet']}>{t('hint')}</p>
      <div className={styles['form']}>
        <ParamControls schema={schema} reader={reader} tags={tags} params={draft} issues={test.issues} onChange={edit} />
        <NativeSelect
          label={t('period')}
          value={String(test.days)}
          onChange={(event) => test.setDays(Number(event.currentTarget.value))}
          data={[7, 30, 90].map((days) => ({ value: String(days), label: t('days', { days: String(days) }) }))}
        />
        <NumberInput
          label={t('miss')}
          min={0}
          max={86_400}
          value={test.missSeconds}
          onChange={(value) => test.setMissSeconds(Number(value) || 0)}
        />
      </div>
      <div className={styles['acts']}>
        <Button onClick={() => void test.run(draft)} loading={test.isBusy}>
          {t('run')}
        </Button>
        {tuningOf(rule.params) && (
          <Button
            variant="default"
            disabled={test.isBusy}
            onClick={() => void test.propose().then((params) => params && setDraft(params))}
          >
            {t('propose')}
          </Button>
        )}
        <Button variant="subtle" color="gray" onClick={onClose}>
          {t('close')}
        </Button>
      </div>
      <p className={styles['quiet']} role="status">
        {test.isBusy ? t('running') : test.note}
      </p>
      {test.problem && !isAllBeside && (
        <Alert color="gray" role="alert">
          {test.problem}
        </Alert>
      )}
      {test.result && (
        <>
          <BackTestSides result={test.result} onShow={(alarm) => onShow(around(alarm, test.result?.to ?? alarm.raisedAt))} />
          {onChange ? (
            <Button variant="default" mt="sm" onClick={() => onChange(draft)}>
              {t('change')}
            </Button>
          ) : (
            <p className={styles['quiet']}>{t('onlyAdministrators')}</p>
          )}
        </>
      )}
    </section>
  );
}

/** The alarm with as much time around it as it lasted, at least half an hour. */
function around({ raisedAt, clearedAt }: WouldBeAlarm, to: number) {
  const end = clearedAt ?? to;
  const margin = Math.max(1_800_000, end - raisedAt);
  return { from: raisedAt - margin, to: Math.min(to, end + margin) };
}

function useBackTest(rule: RuleInstance, pointId: number) {
  const t = useTranslations('backTest');
  const sentenceOf = useTuningSentence();
  const store = useLiveStore();
  const { act, isBusy, problem, issues } = useAct();
  const [days, setDays] = useState(90);
  const [missSeconds, setMissSeconds] = useState(300);
  const [result, setResult] = useState<BackTestView | null>(null);
  const [note, setNote] = useState('');
  const run = async (params: unknown) => {
    const to = Math.round(store.getState().serverNow);
    const draft = { type: rule.type, params: params as never };
    const asked = { pointId, ruleId: rule.id, draft, from: to - days * DAY, to, missLongerThanSeconds: missSeconds };
    const done = await act(() => backTestDraft(asked));
    setResult(done?.value ?? null);
  };
  const propose = async (): Promise<unknown> => {
    const keepLongerThanSeconds = Math.max(10, missSeconds);
    const done = await act(() => proposeAgainstChatter({ pointId, ruleId: rule.id, keepLongerThanSeconds }));
    if (!done) return null;
    const { proposal } = done.value;
    setResult(null);
    setNote(proposal ? `${sentenceOf(done.value)} ${t('inDraft')}` : sentenceOf(done.value));
    return proposal?.params ?? null;
  };
  return {
    run,
    propose,
    result,
    note,
    isBusy,
    problem,
    issues,
    days,
    setDays,
    missSeconds,
    setMissSeconds,
    forget: () => setResult(null),
  };
}
