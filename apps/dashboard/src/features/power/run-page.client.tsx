'use client';
import { Button } from '@mantine/core';
import type { Alarm, Lane, Moment, Panel, PowerFault, RunKind, RunReason, Words } from '@wachter/core';
import { momentWords } from '@wachter/core/power/moments';
import { runKindWords, runReasonWords, sayMs, sayShare } from '@wachter/core/power/words';
import { formatNumber } from '@wachter/core/quantity/format';
import Link from 'next/link';
import { useLocale, useTranslations } from 'use-intl';
import { PageTitle } from '../../ui/page-title.tsx';
import { TimeText } from '../../ui/time-text.client.tsx';
import type { AlarmModel } from '../alarms/alarm-model.ts';
import { PointAlarms } from '../point/point-alarms.client.tsx';
import styles from './power.module.css';
import { RunTimeline } from './run-timeline.client.tsx';
import { type ComparedView, RunTrends } from './run-trends.client.tsx';
import { RunVersions } from './run-versions.client.tsx';
import { type NamedVerdict, VerdictTable } from './verdict-table.client.tsx';
import type { RunVersionView, SetFacts } from './view.ts';

export interface RunView {
  readonly siteId: string;
  readonly runId: string;
  readonly headline: Words;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly now: number;
  readonly kind: RunKind;
  readonly reason: RunReason;
  readonly lanes: readonly Lane[];
  readonly panels: readonly Panel[];
  readonly faults: readonly PowerFault[];
  readonly moments: readonly Moment[];
  readonly facts: readonly SetFacts[];
  readonly verdicts: readonly NamedVerdict[];
  readonly versions: readonly RunVersionView[];
  readonly names: Readonly<Record<string, string>>;
}

interface RunPageProps {
  readonly view: RunView;
  readonly compared: readonly ComparedView[];
  /** Of the equipment of the run and in its time, and what names them. */
  readonly alarms: readonly Alarm[];
  readonly model: AlarmModel;
}

/** One run: what it comes down to, its stages over what was measured, and what the rule sets say of it line by line. */
export function RunPage({ view, compared, alarms, model }: RunPageProps) {
  const t = useTranslations('power');
  const locale = useLocale();
  const { headline, kind, reason, startedAt, endedAt, verdicts, names, versions } = view;
  const address = new URLSearchParams({ site: view.siteId, id: view.runId, language: locale });
  const recordedAt = versions.at(-1)?.recordedAt ?? null;
  return (
    <>
      <PageTitle
        title={headline[locale]}
        sub={
          <>
            {capital(runKindWords[kind][locale])}: {runReasonWords[reason][locale]}. <TimeText at={startedAt} style="full" /> –{' '}
            {endedAt === null ? t('goesOn') : <TimeText at={endedAt} style="seconds" />}
            {endedAt === null && recordedAt !== null && (
              <>
                {', '}
                {t('asOf')} <TimeText at={recordedAt} style="seconds" />
              </>
            )}
          </>
        }
        actions={
          <>
            <Button component="a" href={`/api/export/run-record?${address}`} download variant="default" size="md">
              {t('printRecord')}
            </Button>
            <Button component="a" href={`/api/export/run-criteria?${address}`} download variant="default" size="md">
              {t('criteriaCsv')}
            </Button>
            <Button component={Link} href="/power" variant="default" size="md">
              {t('back')}
            </Button>
          </>
        }
      />
      {verdicts[0] && <WhyNot verdict={verdicts[0]} isOpen={endedAt === null} />}
      <RunTimeline {...view} />
      <section className={styles['section']}>
        <h2>{t('verdicts')}</h2>
        {verdicts.map((verdict) => (
          <VerdictTable key={verdict.ruleSet} verdict={verdict} />
        ))}
      </section>
      <RunTrends siteId={view.siteId} runId={view.runId} sets={compared} />
      {endedAt !== null && <Measured facts={view.facts} names={names} />}
      <div className={styles['section']}>
        <PointAlarms alarms={alarms} model={model} />
      </div>
      <Happened moments={view.moments} names={names} />
      <RunVersions versions={view.versions} />
    </>
  );
}

type Names = RunView['names'];

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Why the run does not count, gravest first; nothing where it does. */
function WhyNot({ verdict, isOpen }: { readonly verdict: NamedVerdict; readonly isOpen: boolean }) {
  const t = useTranslations('power');
  const locale = useLocale();
  if (verdict.why.length === 0) return null;
  return (
    <section className={styles['why']}>
      <h2>{t(isOpen ? 'whyNotYet' : 'whyNot', { name: verdict.name[locale] })}</h2>
      <ul>
        {verdict.why.map((sentence) => (
          <li key={sentence.en}>{sentence[locale]}</li>
        ))}
      </ul>
    </section>
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

function Happened({ moments, names }: { readonly moments: readonly Moment[]; readonly names: Names }) {
  const t = useTranslations('power');
  return (
    <section className={styles['section']}>
      <h2>{t('stages')}</h2>
      <p className={styles['second']}>{t('stagesHint')}</p>
      <ol className={styles['list']}>
        {moments.map((moment) => (
          <MomentLine key={`${moment.equipment} ${moment.kind} ${moment.span.by}`} moment={moment} names={names} />
        ))}
      </ol>
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
