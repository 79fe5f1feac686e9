'use client';
import type { LineFinding, Moment, RunKind, RunReason, Verdict, Words } from '@wachter/core';
import { momentWords } from '@wachter/core/power/moments';
import { runKindWords, runReasonWords, sayMs, sayShare } from '@wachter/core/power/words';
import { formatNumber } from '@wachter/core/quantity/format';
import Link from 'next/link';
import { useLocale, useTranslations } from 'use-intl';
import { PageTitle } from '../../ui/page-title.tsx';
import { TimeText } from '../../ui/time-text.client.tsx';
import { OutcomeMark } from './outcome-mark.client.tsx';
import styles from './power.module.css';
import type { SetFacts } from './view.ts';

export interface RunView {
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly kind: RunKind;
  readonly reason: RunReason;
  readonly moments: readonly Moment[];
  readonly facts: readonly SetFacts[];
  readonly verdicts: readonly (Verdict & { readonly name: Words })[];
  readonly names: Readonly<Record<string, string>>;
}

/** One run: what happened and when, what the sets measured, and what the rule sets say of it. */
export function RunPage({ view }: { readonly view: RunView }) {
  const t = useTranslations('power');
  const locale = useLocale();
  const { kind, reason, startedAt, endedAt, verdicts } = view;
  return (
    <>
      <PageTitle
        title={capital(`${runKindWords[kind][locale]}: ${runReasonWords[reason][locale]}`)}
        sub={
          <>
            <TimeText at={startedAt} style="full" /> – {endedAt === null ? t('goesOn') : <TimeText at={endedAt} style="full" />}
          </>
        }
        actions={<Link href="/power">{t('back')}</Link>}
      />
      <section className={styles['section']}>
        <h2>{t('verdicts')}</h2>
        {verdicts.map((verdict) => (
          <VerdictTable key={verdict.ruleSet} verdict={verdict} />
        ))}
      </section>
      <Measured facts={view.facts} names={view.names} />
      <section className={styles['section']}>
        <h2>{t('stages')}</h2>
        <p className={styles['second']}>{t('stagesHint')}</p>
        <ol className={styles['list']}>
          {view.moments.map((moment) => (
            <MomentLine key={`${moment.equipment} ${moment.kind} ${moment.span.by}`} moment={moment} names={view.names} />
          ))}
        </ol>
      </section>
    </>
  );
}

type Names = RunView['names'];

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function VerdictTable({ verdict }: { readonly verdict: RunView['verdicts'][number] }) {
  const t = useTranslations('power');
  const locale = useLocale();
  return (
    <div className={styles['rule']}>
      <div className={styles['head']}>
        <h3>{verdict.name[locale]}</h3>
        <OutcomeMark outcome={verdict.outcome} />
      </div>
      <p className={styles['second']}>{verdict.isApproved ? verdict.edition : t('edition', { edition: verdict.edition })}</p>
      <ul className={styles['list']}>
        {verdict.findings.map((finding) => (
          <FindingLine key={`${finding.criterion} ${finding.sentence.en}`} finding={finding} />
        ))}
      </ul>
    </div>
  );
}

function FindingLine({ finding }: { readonly finding: LineFinding }) {
  const t = useTranslations('power');
  const locale = useLocale();
  const { name, sentence, isRequired, outcome } = finding;
  return (
    <li>
      <span>{name[locale]}</span>
      <span>
        {sentence[locale]}
        {!isRequired && <span className={styles['second']}> ({t('informative')})</span>}
      </span>
      <OutcomeMark outcome={outcome} />
    </li>
  );
}

function Measured({ facts, names }: { readonly facts: readonly SetFacts[]; readonly names: Names }) {
  const t = useTranslations('power');
  const locale = useLocale();
  if (facts.length === 0) return null;
  const show = (value: number | null, digits: number, unit: string) =>
    value === null ? t('unknown') : `${formatNumber(value, digits, locale)} ${unit}`;
  return (
    <section className={styles['section']}>
      <h2>{t('measured')}</h2>
      <ul className={styles['list']}>
        {facts.map(({ id, ratedKw, minutes, meanKw, lowestCrankVolts }) => (
          <li key={id}>
            <strong>{names[id] ?? id}</strong>
            <span>
              {t('minutes')}: {minutes}; {t('meanKw')}: {show(meanKw, 0, 'kW')}
              {meanKw !== null &&
                ratedKw !== null &&
                ` (${t('ofPlate', { share: sayShare(meanKw / ratedKw, locale), kw: ratedKw })})`}
              ; {t('crank')}: {show(lowestCrankVolts, 1, 'V')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function MomentLine({ moment, names }: { readonly moment: Moment; readonly names: Names }) {
  const t = useTranslations('power');
  const locale = useLocale();
  const { kind, equipment, span, isSeen } = moment;
  return (
    <li>
      <span>
        <TimeText at={span.by} style="seconds" />{' '}
        <span className={styles['second']}>
          {span.after !== null && t('within', { time: sayMs(span.by - span.after, locale) })}
        </span>
      </span>
      <span>
        {momentWords[kind][locale]} {!isSeen && <span className={styles['second']}>({t('notSeen')})</span>}
      </span>
      <span className={styles['second']}>{names[equipment] ?? equipment}</span>
    </li>
  );
}
