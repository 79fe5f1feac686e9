'use client';
import { Button } from '@mantine/core';
import type { Tuning } from '@wachter/core';
import Link from 'next/link';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { proposeAgainstChatter } from './actions.ts';
import styles from './back-test.module.css';
import { useTuningSentence } from './use-tuning-sentence.client.ts';

interface TuningProposalProps {
  readonly pointId: number;
  readonly ruleId: string;
  /** Where the edit is opened with these values; null for whoever may not edit rules. */
  readonly onUse: 'link' | ((tuning: Tuning) => void) | null;
}

type Told = { readonly kind: 'reading' } | { readonly kind: 'told'; readonly sentence: string; readonly tuning: Tuning | null };

/** What would end the coming and going of a rule, from the stored history of its own point, and one press to use it. */
export function TuningProposal({ pointId, ruleId, onUse }: TuningProposalProps) {
  const t = useTranslations('backTest');
  const told = useProposal(pointId, ruleId);
  return (
    <section className={styles['proposal']} data-testid="tuning-proposal">
      <h3>{t('proposalTitle')}</h3>
      <p role="status">{told.kind === 'reading' ? t('proposalReading') : told.sentence}</p>
      {told.kind === 'told' && told.tuning && <Use tuning={told.tuning} pointId={pointId} ruleId={ruleId} onUse={onUse} />}
    </section>
  );
}

function Use({ tuning, pointId, ruleId, onUse }: TuningProposalProps & { readonly tuning: Tuning }): ReactNode {
  const t = useTranslations('backTest');
  if (onUse === null) return <p className={styles['quiet']}>{t('onlyAdministrators')}</p>;
  if (onUse !== 'link') {
    return (
      <Button variant="default" size="md" onClick={() => onUse(tuning)}>
        {t('use')}
      </Button>
    );
  }
  return (
    <Button variant="default" size="md" component={Link} href={editAddress(pointId, ruleId, tuning)}>
      {t('use')}
    </Button>
  );
}

function editAddress(pointId: number, ruleId: string, { hysteresis, dwellSeconds }: Tuning): string {
  const query = new URLSearchParams({ rule: ruleId, dwell: String(dwellSeconds) });
  if (hysteresis !== null) query.set('hysteresis', String(hysteresis));
  return `/points/${pointId}?${query}#rule-${ruleId}`;
}

function useProposal(pointId: number, ruleId: string): Told {
  const t = useTranslations('backTest');
  const sentenceOf = useTuningSentence();
  const [told, setTold] = useState<Told>({ kind: 'reading' });
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once for each rule; words do not change the answer
  useEffect(() => {
    let isWanted = true;
    const tell = (sentence: string, tuning: Tuning | null) => isWanted && setTold({ kind: 'told', sentence, tuning });
    proposeAgainstChatter({ pointId, ruleId }).then(
      (answer) => {
        if (answer.ok) tell(sentenceOf(answer.value), answer.value.proposal?.tuning ?? null);
        else tell(t(answer.error.kind === 'nothing-to-tune' ? 'nothingToTune' : 'proposalFailed'), null);
      },
      () => tell(t('proposalFailed'), null),
    );
    return () => {
      isWanted = false;
    };
  }, [pointId, ruleId]);
  return told;
}
