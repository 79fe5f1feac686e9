'use client';
import { Switch, Textarea } from '@mantine/core';
import type { Quantity, RuleInstance } from '@wachter/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useAct } from '../../ui/use-act.client.ts';
import { changeRule } from './actions.ts';
import type { ParamSchema } from './param-fields.ts';
import { draftOf, valuesOf } from './rule-draft.ts';
import { isAllBeside, RuleFields } from './rule-fields.client.tsx';
import { RuleFormFrame } from './rule-form-frame.client.tsx';
import styles from './rules.module.css';

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
  const { act, isBusy, problem, issues } = useAct();
  const [draft, setDraft] = useState(() => draftOf(rule));
  const [reason, setReason] = useState('');
  const send = async () => {
    const { params, isEnabled } = draft;
    const done = await act(() => changeRule({ id: rule.id, params: params as never, isEnabled, reason, ...valuesOf(draft) }));
    if (done) onDone();
  };
  return (
    <RuleFormFrame
      testId="rule-form"
      isBusy={isBusy}
      problem={isAllBeside(issues, schema, quantity) ? null : problem}
      onSend={send}
      onDone={onDone}
    >
      <Switch
        size="md"
        label={t('enabled')}
        checked={draft.isEnabled}
        onChange={(event) => setDraft({ ...draft, isEnabled: event.currentTarget.checked })}
      />
      <RuleFields draft={draft} schema={schema} quantity={quantity} tags={tags} issues={issues} onChange={setDraft} />
      <Textarea
        className={styles['wide']}
        label={t('reason')}
        description={t('reasonHint')}
        maxLength={1000}
        autosize
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </RuleFormFrame>
  );
}
