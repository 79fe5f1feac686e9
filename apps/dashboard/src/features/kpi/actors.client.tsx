'use client';
import type { AlarmKpis } from '@wachter/core';
import { formatDuration } from '@wachter/core/alarm/describe';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { Tile } from '../../ui/tile.tsx';
import { TimeText } from '../../ui/time-text.client.tsx';
import styles from './kpi.module.css';
import { useKpiWords } from './kpi-words.client.ts';
import type { KpiSubject } from './named-kpis.ts';

export interface ActorsProps {
  readonly kpis: AlarmKpis;
  readonly subjects: Readonly<Record<string, KpiSubject>>;
  /** What rule types are called, in the language of the page. */
  readonly ruleNames: Readonly<Record<string, string>>;
}

/** Who speaks most, who chatters, who speaks in passing, and what stands: each with a way to its point. */
export function Actors({ kpis, subjects, ruleNames }: ActorsProps) {
  const t = useTranslations('kpi');
  const words = useKpiWords();
  const named = (one: { readonly ruleId: string }) => ({ subject: subjects[one.ruleId] ?? null, ruleNames });
  return (
    <>
      <List title={t('top')}>
        {kpis.top.map((one) => (
          <Actor key={one.ruleId} {...named(one)}>
            {t('times', { count: one.count })} · {words.percent(one.share)}
          </Actor>
        ))}
      </List>
      <List title={t('chattering')} hint={t('chatteringHint')}>
        {kpis.chattering.map((one) => (
          <Actor key={one.ruleId} {...named(one)}>
            {t('times', { count: one.count })} · {t('last')} <TimeText at={one.lastAt} />
          </Actor>
        ))}
      </List>
      <List title={t('fleeting')} hint={t('fleetingHint')}>
        {kpis.fleeting.map((one) => (
          <Actor key={one.ruleId} {...named(one)}>
            {t('times', { count: one.count })} · {t('last')} <TimeText at={one.lastAt} />
          </Actor>
        ))}
      </List>
      <List title={t('standing')} hint={t('standingHint')}>
        {kpis.standing.map((one) => (
          <Actor key={one.alarmId} {...named(one)}>
            {t('since')} <TimeText at={one.since} />
          </Actor>
        ))}
      </List>
    </>
  );
}

function List({
  title,
  hint,
  children,
}: {
  readonly title: string;
  readonly hint?: string;
  readonly children: readonly ReactNode[];
}) {
  const t = useTranslations('kpi');
  return (
    <Tile as="section">
      <h2 className={styles['heading']}>{title}</h2>
      {children.length === 0 ? <p className={styles['quiet']}>{t('nothing')}</p> : <ul className={styles['list']}>{children}</ul>}
      {hint && <p className={styles['quiet']}>{hint}</p>}
    </Tile>
  );
}

interface ActorProps {
  readonly subject: KpiSubject | null;
  readonly ruleNames: ActorsProps['ruleNames'];
  readonly children: ReactNode;
}

function Actor({ subject, ruleNames, children }: ActorProps) {
  const name = subject ? `${subject.name} · ${ruleNames[subject.ruleType] ?? subject.ruleType}` : '–';
  return (
    <li className={styles['actor']} data-testid="bad-actor">
      {subject?.path ? <Link href={subject.path}>{name}</Link> : name}
      <span>{children}</span>
    </li>
  );
}

/** Floods of the period, oldest first. */
export function Floods({ kpis }: { readonly kpis: AlarmKpis }) {
  const t = useTranslations('kpi');
  const locale = useLocale();
  return (
    <List title={t('floods')} hint={t('floodsHint')}>
      {kpis.floods.map((flood) => (
        <li key={flood.from} className={styles['actor']}>
          <TimeText at={flood.from} />
          <span>
            {formatDuration((flood.to - flood.from) / 1000, locale)} · {t('count')}: {flood.alarms}
          </span>
        </li>
      ))}
    </List>
  );
}
