'use client';
import { priorityWords } from '@wachter/core/alarm/words';
import { priorities } from '@wachter/core/quantity/define';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import parts from '../../ui/parts.module.css';
import { TimeText } from '../../ui/time-text.client.tsx';
import { useAct } from '../../ui/use-act.client.ts';
import { readPolicyChanges } from './actions.ts';
import styles from './on-call.module.css';
import { useLadderWords } from './use-ladder-words.client.ts';
import type { Named } from './use-target-names.client.ts';
import type { PolicyChange } from './view.ts';

interface PolicyHistoryProps {
  readonly siteId: string;
  readonly targets: readonly Named[];
  readonly channels: readonly Named[];
}

/** Who changed the steps, when, and from what to what. Read when it is opened. */
export function PolicyHistory({ siteId, targets, channels }: PolicyHistoryProps) {
  const t = useTranslations('onCall');
  const { act, problem } = useAct();
  const [changes, setChanges] = useState<readonly PolicyChange[] | null>(null);
  const read = async () => {
    const done = await act(() => readPolicyChanges(siteId));
    if (done) setChanges(done.value);
  };
  return (
    <details className={styles['drill']} onToggle={(event) => event.currentTarget.open && void read()}>
      <summary>{t('changes')}</summary>
      {problem && <p role="alert">{problem}</p>}
      {changes?.length === 0 && <p>{t('noChanges')}</p>}
      <ul className={parts['plain']}>
        {changes?.map((change) => (
          <li key={change.id} className={parts['line']} data-testid="policy-change">
            <span className={parts['grow']}>
              <TimeText at={change.at} style="full" /> · {change.actor}
              <Differences change={change} targets={targets} channels={channels} />
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Differences({
  change: { before, after },
  targets,
  channels,
}: Omit<PolicyHistoryProps, 'siteId'> & { readonly change: PolicyChange }) {
  const t = useTranslations('onCall');
  const locale = useLocale();
  const say = useLadderWords(targets, channels);
  if (!after) return <div>{t('stepsBefore')}</div>;
  return priorities
    .filter((priority) => JSON.stringify(before?.[priority]) !== JSON.stringify(after[priority]))
    .map((priority) => (
      <div key={priority}>
        {priorityWords[priority][locale]}: <del>{before ? say(before[priority]) : t('stepsBefore')}</del> →{' '}
        <ins>{say(after[priority])}</ins>
      </div>
    ));
}
