'use client';
import { Anchor, Button } from '@mantine/core';
import type { Alarm } from '@wachter/core';
import { alarmNumber } from '@wachter/core/alarm/direction';
import { remarkWords, stateWords, transitionWords } from '@wachter/core/alarm/words';
import { useEffect, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { AlarmMark } from '../../ui/alarm-mark.client.tsx';
import { useQuantities } from '../../ui/catalogue.client.tsx';
import { TimeText } from '../../ui/time-text.client.tsx';
import { Told } from '../on-call/told.client.tsx';
import { TuningProposal } from '../rules/tuning-proposal.client.tsx';
import { AcknowledgeButton } from './acknowledge-button.client.tsx';
import { type AlarmBackground, readAlarmBackground } from './actions.ts';
import type { AlarmNames, AlarmRow } from './alarm-rows.ts';
import styles from './alarms.module.css';
import { Checklist } from './checklist.client.tsx';
import { InThisRoom } from './in-this-room.client.tsx';
import { LastHour } from './last-hour.client.tsx';
import { ExplainedBy, UnderRoot } from './under-root.client.tsx';
import type { AlarmActs, Sending } from './use-acknowledge.client.ts';
import { WithholdAlarm } from './withhold-alarm.client.tsx';

interface AlarmDetailProps {
  readonly alarm: Alarm;
  readonly row: AlarmRow;
  readonly names: AlarmNames;
  /** Other open alarms of the same room. */
  readonly others: readonly AlarmRow[];
  readonly mayAcknowledge: boolean;
  readonly acts: AlarmActs;
  readonly sending: Sending | undefined;
  readonly draft: string | undefined;
  readonly onClose: () => void;
}

/** Beside the list: what it is, what to do, who had it, every transition. The button comes before the reading matter. */
export function AlarmDetail(props: AlarmDetailProps) {
  const { alarm, row, names, others, mayAcknowledge, acts, sending, draft, onClose } = props;
  const t = useTranslations('alarms');
  const locale = useLocale();
  const background = useBackground(alarm);
  const point = names.model.points.find((one) => one.id === alarm.pointId);
  const room = names.model.locations.find((one) => one.id === row.roomId);
  return (
    <aside className={styles['detail']} aria-label={t('detail')} data-testid="alarm-detail">
      <div className={styles['first']}>
        <AlarmMark priority={row.priority} isAcknowledged={!row.canAcknowledge} withWord />
        <span className={styles['quiet']}>
          {stateWords[row.state][locale]}
          {row.remark && ` · ${remarkWords[row.remark][locale]}`}
        </span>
        <Button variant="subtle" color="gray" ml="auto" onClick={onClose}>
          {t('close')}
        </Button>
      </div>
      <h2>
        {row.place} {row.sentence}
      </h2>
      {mayAcknowledge && <AcknowledgeButton row={row} acts={acts} sending={sending} draft={draft} />}
      <ExplainedBy alarm={alarm} names={names} />
      <UnderRoot key={`under ${alarm.id}`} alarm={alarm} names={names} />
      <Response background={background} />
      {background && <Checklist alarm={alarm} background={background} mayTick={mayAcknowledge} />}
      {point && row.remark && background && background.tuning !== 'none' && (
        <TuningProposal pointId={point.id} ruleId={alarm.ruleId} onUse={background.tuning === 'change' ? 'link' : null} />
      )}
      {point && <LastHour key={alarm.id} point={point} limit={alarm.limit} />}
      {background && mayAcknowledge && <WithholdAlarm key={alarm.id} alarm={alarm} names={names} background={background} />}
      <Told alarmId={alarm.id} version={alarm.version} />
      <InThisRoom others={others} room={room?.name ?? ''} />
      <Facts alarm={alarm} names={names} />
      <div className={styles['links']}>
        {point && <Anchor href={`/points/${point.id}`}>{t('toPoint')}</Anchor>}
        {alarm.deviceId && <Anchor href={`/devices/${encodeURIComponent(alarm.deviceId)}`}>{t('toDevice')}</Anchor>}
        {!point && alarm.deviceId === null && <Anchor href="/on-call">{t('toOnCall')}</Anchor>}
        {background?.run && (
          <Anchor href={`/power/run?${new URLSearchParams({ site: background.run.siteId, id: background.run.runId })}`}>
            {t('toRun')}
          </Anchor>
        )}
        {room && <Anchor href={`/rooms/${room.slug}`}>{t('toRoom')}</Anchor>}
      </div>
      {background && background.journal.length > 0 && (
        <section>
          <h3>{t('journal')}</h3>
          <ol className={styles['journal']}>
            {background.journal.map((entry) => (
              <li key={`${entry.recordedAt} ${entry.kind}`}>
                <TimeText at={entry.conditionAt} style="seconds" /> {transitionWords[entry.kind][locale]}
                <span className={styles['quiet']}>
                  {' '}
                  {entry.actor}
                  {entry.source && ` · ${entry.source}`}
                </span>
                {entry.comment && <div>“{entry.comment}”</div>}
              </li>
            ))}
          </ol>
        </section>
      )}
    </aside>
  );
}

/** Journal and response text, read again whenever the occurrence changes. */
function useBackground(alarm: Alarm): AlarmBackground | null {
  const [background, setBackground] = useState<AlarmBackground | null>(null);
  const { id, version } = alarm;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version means a new journal row
  useEffect(() => {
    let isWanted = true;
    readAlarmBackground(id).then(
      (found) => isWanted && setBackground(found),
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [id, version]);
  return background;
}

function Response({ background }: { readonly background: AlarmBackground | null }) {
  const t = useTranslations('alarms');
  const locale = useLocale();
  if (!background) return null;
  const { cause, consequence, response, respondWithinMinutes } = background;
  return (
    <section>
      <h3>{t('response')}</h3>
      <p>{response?.[locale] ?? t('noResponse')}</p>
      <dl className={styles['facts']}>
        {cause && (
          <>
            <dt>{t('cause')}</dt>
            <dd>{cause[locale]}</dd>
          </>
        )}
        {consequence && (
          <>
            <dt>{t('consequence')}</dt>
            <dd>{consequence[locale]}</dd>
          </>
        )}
      </dl>
      {respondWithinMinutes !== null && (
        <p className={styles['quiet']}>{t('respondWithin', { minutes: String(respondWithinMinutes) })}</p>
      )}
    </section>
  );
}

function Facts({ alarm, names }: { readonly alarm: Alarm; readonly names: AlarmNames }) {
  const t = useTranslations('alarms');
  const locale = useLocale();
  const quantities = useQuantities();
  const quantity = quantities.get(names.model.points.find((point) => point.id === alarm.pointId)?.quantity ?? '');
  const show = (part: 'value' | 'limit' | 'peak') => alarmNumber(alarm, part, { quantity: quantity ?? null, locale });
  return (
    <dl className={styles['facts']}>
      <dt>{t('value')}</dt>
      <dd>{show('value')}</dd>
      <dt>{t('limit')}</dt>
      <dd>{show('limit')}</dd>
      <dt>{t('peak')}</dt>
      <dd>{show('peak')}</dd>
      <dt>{t('raised')}</dt>
      <dd>
        <TimeText at={alarm.raisedAt} style="full" />
      </dd>
      <dt>{t('recorded')}</dt>
      <dd>
        <TimeText at={alarm.recordedAt} style="full" />
      </dd>
    </dl>
  );
}
