'use client';
import type { Instant, Quantity } from '@wachter/core';
import { priorityWords } from '@wachter/core/alarm/words';
import { priorities } from '@wachter/core/quantity/define';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { TimeText } from '../../ui/time-text.client.tsx';
import { useAct } from '../../ui/use-act.client.ts';
import { readHistoryOfRule } from './actions.ts';
import { paramsInWords } from './param-words.ts';
import styles from './rules.module.css';
import { useParamReader } from './use-param-reader.client.ts';

interface ChangeView {
  readonly id: number;
  readonly at: Instant;
  readonly actor: string;
  readonly action: string;
  readonly reason: string | null;
  readonly changes: readonly { readonly field: string; readonly before: unknown; readonly after: unknown }[];
}

interface RuleHistoryProps {
  readonly ruleId: string;
  readonly quantity: Quantity | null;
}

/** Who changed a rule, when, why, and from what to what. Read when it is opened, and anew each time. */
export function RuleHistory({ ruleId, quantity }: RuleHistoryProps) {
  const t = useTranslations('rules');
  const { act, isBusy, problem } = useAct();
  const [changes, setChanges] = useState<readonly ChangeView[] | null>(null);
  const read = async () => {
    const done = await act(() => readHistoryOfRule(ruleId));
    if (done) setChanges(done.value);
  };
  return (
    <details className={styles['history']} onToggle={(event) => event.currentTarget.open && void read()}>
      <summary>{t('history')}</summary>
      {isBusy && changes === null && <p role="status">{t('historyLoading')}</p>}
      {problem && <p role="alert">{problem}</p>}
      {changes?.length === 0 && <p>{t('historyEmpty')}</p>}
      <ul>
        {changes?.map((change) => (
          <li key={change.id} data-testid="rule-change">
            <TimeText at={change.at} style="full" /> · {change.actor}
            {change.action === 'rule.add' && ` · ${t('made')}`}
            {change.reason && <q>{change.reason}</q>}
            {change.changes.map((one) => (
              <Difference key={one.field} {...one} quantity={quantity} />
            ))}
          </li>
        ))}
      </ul>
    </details>
  );
}

type DifferenceProps = ChangeView['changes'][number] & { readonly quantity: Quantity | null };

function Difference({ field, before, after, quantity }: DifferenceProps) {
  const t = useTranslations('rules');
  const locale = useLocale();
  const reader = useParamReader(quantity);
  const say = (value: unknown): string => {
    if (value === null || value === undefined || value === '') return t('nothing');
    if (field === 'params') return paramsInWords(value, reader).join(' · ');
    const priority = priorities.find((one) => one === value);
    if (priority) return priorityWords[priority][locale];
    if (typeof value === 'boolean') return t(value ? 'param.true' : 'param.false');
    if (typeof value === 'object' && locale in value) return String((value as Record<string, unknown>)[locale]);
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
  };
  const name = t.has(`field.${field}` as never) ? t(`field.${field}` as never) : field;
  return (
    <span className={styles['difference']}>
      {name}: <del>{say(before)}</del> → <ins>{say(after)}</ins>
    </span>
  );
}
