'use client';
import { Alert, Button, NativeSelect, Switch, Textarea } from '@mantine/core';
import type { Priority, Quantity, RuleInstance } from '@wachter/core';
import { priorityWords } from '@wachter/core/alarm/words';
import { priorities } from '@wachter/core/quantity/define';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { useAct } from '../../ui/use-act.client.ts';
import { changeRule } from './actions.ts';
import { otherIssues, ParamControls } from './param-control.client.tsx';
import type { ParamSchema } from './param-fields.ts';
import styles from './rules.module.css';
import { useParamReader } from './use-param-reader.client.ts';

interface RuleFormProps {
  readonly rule: RuleInstance;
  readonly schema: ParamSchema;
  readonly quantity: Quantity | null;
  readonly tags: readonly string[];
  readonly onDone: () => void;
}

/** A rule's settings, made from the schema of its type: one more rule type needs no form of its own. */
export function RuleForm({ rule, schema, quantity, tags, onDone }: RuleFormProps) {
  const t = useTranslations('rules');
  const locale = useLocale();
  const { act, isBusy, problem, issues } = useAct();
  const reader = useParamReader(quantity);
  const [params, setParams] = useState<unknown>(rule.params);
  const [priority, setPriority] = useState<Priority>(rule.priority);
  const [isEnabled, setEnabled] = useState(rule.isEnabled);
  const [isLatching, setLatching] = useState(rule.isLatching);
  const isAllBeside = issues.length > 0 && otherIssues(issues, schema, quantity?.states?.map(({ id }) => id) ?? []).length === 0;
  const [reason, setReason] = useState('');
  const send = async () => {
    const done = await act(() => changeRule({ id: rule.id, params: params as never, priority, isEnabled, isLatching, reason }));
    if (done) onDone();
  };
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Switch size="md" label={t('enabled')} checked={isEnabled} onChange={(event) => setEnabled(event.currentTarget.checked)} />
      <Switch
        size="md"
        label={t('latching')}
        checked={isLatching}
        onChange={(event) => setLatching(event.currentTarget.checked)}
      />
      <NativeSelect
        label={t('priority')}
        value={priority}
        onChange={(event) => setPriority(event.currentTarget.value as Priority)}
        data={priorities.map((one) => ({ value: one, label: priorityWords[one][locale] }))}
      />
      <ParamControls schema={schema} reader={reader} tags={tags} params={params} issues={issues} onChange={setParams} />
      <Textarea
        className={styles['wide']}
        label={t('reason')}
        description={t('reasonHint')}
        maxLength={1000}
        autosize
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {problem && !isAllBeside && (
        <Alert color="gray" role="alert">
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
      <p className={styles['quiet']}>{t('audited')}</p>
    </form>
  );
}
