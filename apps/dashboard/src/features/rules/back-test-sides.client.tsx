'use client';
import type { WouldBeAlarm } from '@wachter/core';
import { formatDuration } from '@wachter/core/alarm/describe';
import { priorityWords } from '@wachter/core/alarm/words';
import { useLocale, useTimeZone, useTranslations } from 'use-intl';
import { formatTime } from '../../ui/format-time.ts';
import styles from './back-test.module.css';

/** What a server action gives back of a back-test: one side of it. */
export interface SideView {
  readonly count: number;
  readonly critical: number;
  readonly totalSeconds: number;
  readonly longestSeconds: number;
  readonly alarms: readonly WouldBeAlarm[];
}

export interface BackTestView {
  readonly to: number;
  readonly readings: number;
  readonly now: SideView | null;
  readonly draft: SideView;
  readonly missed: readonly WouldBeAlarm[];
  readonly missedCount: number;
  readonly addedCount: number;
}

interface Shown {
  readonly to: number;
  readonly onShow: (alarm: WouldBeAlarm) => void;
}

/** Both sides beside one another, then what the draft misses. */
export function BackTestSides({ result, onShow }: { readonly result: BackTestView; readonly onShow: Shown['onShow'] }) {
  const t = useTranslations('backTest');
  const shown = { to: result.to, onShow };
  return (
    <div data-testid="back-test-result">
      <p className={styles['quiet']}>{t('readings', { count: result.readings })}</p>
      <p className={styles['verdict']} data-missed={result.missedCount > 0}>
        {t('missed', { count: result.missedCount })}. {t('added', { count: result.addedCount })}.
      </p>
      {result.missed.length > 0 && <Times alarms={result.missed} all={result.missedCount} {...shown} />}
      <div className={styles['sides']}>
        {result.now && <Side title={t('now')} side={result.now} {...shown} />}
        <Side title={t('draft')} side={result.draft} {...shown} />
      </div>
      <p className={styles['quiet']}>{t('asIf')}</p>
    </div>
  );
}

function Side({ title, side, ...shown }: Shown & { readonly title: string; readonly side: SideView }) {
  const t = useTranslations('backTest');
  const locale = useLocale();
  return (
    <section className={styles['side']} aria-label={title}>
      <h4 className={styles['heading']}>{title}</h4>
      <dl className={styles['sums']}>
        <dt>{t('count')}</dt>
        <dd data-testid="back-test-count">{side.count}</dd>
        <dt>{t('critical')}</dt>
        <dd>{side.critical}</dd>
        <dt>{t('total')}</dt>
        <dd>{formatDuration(side.totalSeconds, locale)}</dd>
        <dt>{t('longest')}</dt>
        <dd>{formatDuration(side.longestSeconds, locale)}</dd>
      </dl>
      <Times alarms={side.alarms} all={side.count} {...shown} />
    </section>
  );
}

const mostListed = 20;

function Times({ alarms, all, to, onShow }: Shown & { readonly alarms: readonly WouldBeAlarm[]; readonly all: number }) {
  const t = useTranslations('backTest');
  const locale = useLocale();
  const timeZone = useTimeZone() ?? 'UTC';
  const listed = alarms.slice(0, mostListed);
  if (all === 0) return <p className={styles['quiet']}>{t('none')}</p>;
  return (
    <>
      <ul className={styles['times']}>
        {listed.map((alarm) => {
          const when = formatTime(alarm.raisedAt, 'full', { locale, timeZone });
          return (
            <li key={alarm.raisedAt}>
              <button type="button" aria-label={t('show', { when })} onClick={() => onShow(alarm)}>
                {when}
              </button>
              <span>
                {formatDuration(((alarm.clearedAt ?? to) - alarm.raisedAt) / 1000, locale)}
                {alarm.clearedAt === null && ` · ${t('still')}`} · {priorityWords[alarm.priority][locale]}
              </span>
            </li>
          );
        })}
      </ul>
      {all > listed.length && (
        <p className={styles['quiet']}>{t('newest', { count: String(listed.length), all: String(all) })}</p>
      )}
    </>
  );
}
