'use client';
import { Button } from '@mantine/core';
import type { Alarm } from '@wachter/core';
import { endsSoon } from '@wachter/core/oncall/remind';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { useLocale, useTimeZone, useTranslations } from 'use-intl';
import { useAlarms, useLive } from '../../live/use-live.client.ts';
import { AlarmMark } from '../../ui/alarm-mark.client.tsx';
import { useQuantities } from '../../ui/catalogue.client.tsx';
import { formatTime } from '../../ui/format-time.ts';
import { PageTitle } from '../../ui/page-title.tsx';
import { EmptyState } from '../../ui/state-message.tsx';
import { TimeText } from '../../ui/time-text.client.tsx';
import { useAct } from '../../ui/use-act.client.ts';
import type { AlarmModel } from './alarm-model.ts';
import { alarmRows } from './alarm-rows.ts';
import styles from './alarms.module.css';
import { scopeName } from './scope-name.ts';
import { Unguarded } from './unguarded.client.tsx';
import type { ListedWindow, ListedWithholding } from './withheld-view.ts';
import { bringBack } from './withhold-actions.ts';

interface WithheldListProps {
  readonly model: AlarmModel;
  readonly withholdings: readonly ListedWithholding[];
  readonly windows: readonly ListedWindow[];
  readonly mayBringBack: boolean;
}

/** Everything nobody is told of: until when, why, who decided it and what is unguarded meanwhile. */
export function WithheldList({ model, withholdings, windows, mayBringBack }: WithheldListProps) {
  const t = useTranslations('withheld');
  const locale = useLocale();
  const timeZone = useTimeZone() ?? 'UTC';
  const now = useLive((state) => Math.floor(state.serverNow / 60_000) * 60_000);
  const suppressed = useAlarms().filter((alarm) => alarm.withheld === 'suppressed');
  useFreshWhenWithheldChanges();
  const open = windows.filter((window) => window.open !== null);
  const count = withholdings.length + open.length + suppressed.length;
  const next = Math.min(
    ...withholdings.map((one) => one.untilAt),
    ...open.map((one) => one.open?.until ?? Number.POSITIVE_INFINITY),
  );
  const title =
    next === Number.POSITIVE_INFINITY
      ? t('title', { count })
      : t('titleNext', { count, at: formatTime(next, 'moment', { locale, timeZone }, now) });
  return (
    <>
      <PageTitle title={title} />
      {count === 0 && <EmptyState title={t('title', { count: 0 })} hint={t('emptyHint')} />}
      <ul className={styles['list']}>
        {withholdings.map((one) => (
          <WithheldLine key={one.id} model={model} withholding={one} mayBringBack={mayBringBack} />
        ))}
        {open.map((window) => (
          <li key={window.id} className={styles['withheldLine']}>
            <span className={styles['first']}>
              <strong>{t('windowOpen', { name: window.name })}</strong>
              {window.open && (
                <span>
                  → <TimeText at={window.open.until} />
                </span>
              )}
            </span>
            <span>“{window.reason}”</span>
            <Link href="/maintenance" prefetch={false} className={styles['scopeLink']}>
              {scopeName(model, { scope: window, rules: [] })}
            </Link>
          </li>
        ))}
      </ul>
      {suppressed.length > 0 && <Suppressed model={model} alarms={suppressed} />}
    </>
  );
}

interface WithheldLineProps {
  readonly model: AlarmModel;
  readonly withholding: ListedWithholding;
  readonly mayBringBack: boolean;
}

function WithheldLine({ model, withholding, mayBringBack }: WithheldLineProps) {
  const t = useTranslations('withheld');
  const { act, isBusy, problem } = useAct();
  const { id, kind, reason, workOrder, createdBy, createdAt, untilAt, unguarded } = withholding;
  return (
    <li className={styles['withheldLine']} data-testid="withheld-line">
      <span className={styles['first']}>
        <span className={styles['withheldWord']}>{t(kind === 'shelved' ? 'shelved' : 'outOfService')}</span>
        <strong>{scopeName(model, { scope: withholding, rules: unguarded })}</strong>
        <span>
          → <TimeText at={untilAt} />
        </span>
        <EndsSoon untilAt={untilAt} />
      </span>
      <span>“{reason}”</span>
      <span className={styles['quiet']}>
        {createdBy}, <TimeText at={createdAt} />
        {workOrder && ` · ${t('workOrder', { order: workOrder })}`}
      </span>
      {unguarded.length > 0 && (
        <details>
          <summary className={styles['summary']}>{t('unguarded', { count: unguarded.length })}</summary>
          <Unguarded rules={unguarded} />
        </details>
      )}
      {problem && (
        <p className={styles['sending']} data-kind="failed" role="alert">
          {problem}
        </p>
      )}
      {mayBringBack && (
        <Button variant="default" size="md" loading={isBusy} onClick={() => act(() => bringBack(kind, id))}>
          {t('bringBack')}
        </Button>
      )}
    </li>
  );
}

/** "ends in 7 min", in the last ten. */
function EndsSoon({ untilAt }: { readonly untilAt: number }) {
  const t = useTranslations('withheld');
  const minutes = useLive(({ serverNow }) =>
    endsSoon({ untilAt }, serverNow) ? Math.ceil((untilAt - serverNow) / 60_000) : null,
  );
  if (minutes === null) return null;
  return (
    <strong role="status" data-testid="ends-soon">
      ⏱ {t('endsIn', { minutes })}
    </strong>
  );
}

interface SuppressedProps {
  readonly model: AlarmModel;
  readonly alarms: readonly Alarm[];
}

/** Alarms that are recorded but not told, below what suppresses them. */
function Suppressed({ model, alarms }: SuppressedProps) {
  const t = useTranslations('withheld');
  const locale = useLocale();
  const quantities = useQuantities();
  const rows = alarmRows(alarms, { model, quantities }, locale);
  return (
    <section>
      <h2>
        {t('suppressed')} <span className={styles['quiet']}>{rows.length}</span>
      </h2>
      <ul className={styles['others']}>
        {rows.map((row) => (
          <li key={row.id}>
            <Link href={`/alarms/${row.id}`} prefetch={false} className={styles['other']}>
              <AlarmMark priority={row.priority} isAcknowledged />
              <span>
                {row.place} {row.sentence}
              </span>
              <TimeText at={row.activatedAt} className={styles['quiet']} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The list is the server's: it is fetched again when an alarm was withheld or came back. */
function useFreshWhenWithheldChanges(): void {
  const router = useRouter();
  const shown = useLive((state) =>
    [...state.alarms.values()]
      .filter((alarm) => alarm.withheld !== 'none')
      .map((alarm) => `${alarm.id} ${alarm.withheldBy}`)
      .join(),
  );
  const seen = useRef(shown);
  useEffect(() => {
    if (seen.current !== shown) router.refresh();
    seen.current = shown;
  }, [shown, router]);
}
