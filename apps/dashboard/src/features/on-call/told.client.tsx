'use client';
import { failureText } from '@wachter/core/oncall/failure-words';
import { useEffect, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { useLive } from '../../live/use-live.client.ts';
import parts from '../../ui/parts.module.css';
import { TimeText } from '../../ui/time-text.client.tsx';
import { readTold } from './actions.ts';
import type { ShownNotice } from './view.ts';

/** Deliveries change without a change of the alarm, so they are read again this often while it is looked at. */
const readAgainMs = 15_000;

/** Who was told of an alarm, by what, when, and with which result. "Sent" says that the other side took it, not that it was read. */
export function Told({ alarmId, version }: { readonly alarmId: string; readonly version: number }) {
  const t = useTranslations('onCall');
  const told = useTold(alarmId, version);
  if (told === undefined) return null;
  return (
    <section data-testid="told">
      <h3>{t('told')}</h3>
      {told === null && <p>{t('toldFailed')}</p>}
      {told?.length === 0 && <p className={parts['quiet']}>{t('toldNobody')}</p>}
      <ol className={parts['plain']}>
        {told?.map((notice) => (
          <Line key={notice.id} notice={notice} />
        ))}
      </ol>
    </section>
  );
}

function Line({ notice }: { readonly notice: ShownNotice }) {
  const t = useTranslations('onCall');
  const locale = useLocale();
  const { person, channel, kind, state, sentAt, createdAt, attempts, lastError } = notice;
  return (
    <li className={parts['line']} data-warns={state === 'failed' || state === 'given-up'}>
      <div className={parts['grow']}>
        <TimeText at={sentAt ?? createdAt} style="seconds" /> <strong>{person ?? t('group')}</strong>{' '}
        <span className={parts['quiet']}>
          {channel || t('goneChannel')} · {t(`noticeKind.${kind}`)}
        </span>
        <div>
          {t(`noticeState.${state}`)}
          {attempts > 1 && ` · ${t('attempts', { count: attempts })}`}
          {state !== 'sent' && lastError && <span className={parts['quiet']}> · {failureText(lastError, locale)}</span>}
        </div>
      </div>
    </li>
  );
}

/** Undefined until it was read; null when it could not be. */
function useTold(alarmId: string, version: number): readonly ShownNotice[] | null | undefined {
  const [told, setTold] = useState<{ readonly of: string; readonly notices: readonly ShownNotice[] | null }>();
  const turn = useLive((state) => Math.floor(state.serverNow / readAgainMs));
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version and the passing of time are reasons to read again
  useEffect(() => {
    let isWanted = true;
    const show = (notices: readonly ShownNotice[] | null) => isWanted && setTold({ of: alarmId, notices });
    readTold(alarmId).then(show, () => show(null));
    return () => {
      isWanted = false;
    };
  }, [alarmId, version, turn]);
  return told?.of === alarmId ? told.notices : undefined;
}
