'use client';
import type { Instant, Priority } from '@wachter/core';
import type { CSSProperties, ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { fontShares, type ViewingPlace } from './distance.ts';
import styles from './wall.module.css';
import type { ShownLine } from './wall-lines.ts';
import type { WallAlarm, WallRoom, WallView } from './wall-view.ts';

const marks: Record<Priority, string> = { critical: '◆1', high: '▲2', medium: '■3', low: '●4' };

export interface WallScreenProps {
  readonly view: WallView;
  readonly lines: readonly ShownLine[];
  readonly place: ViewingPlace;
  readonly time: (at: Instant) => string;
  readonly now: Instant;
  /** Null while the path behind the screen is live. */
  readonly isConnecting: boolean;
  readonly notLive: { readonly since: Instant | null; readonly lastDataAt: Instant | null } | null;
  /** Whether alarms are heard here, for the foot of the picture. */
  readonly sound: ReactNode;
}

/** The wall: one picture, no scroll, nothing smaller than the distance rule allows; unmistakably dead when it is. */
export function WallScreen({ view, lines, place, time, now, notLive, isConnecting, sound }: WallScreenProps) {
  const shares = fontShares(place);
  const sizes = {
    '--wall-text': `${(shares.text * 100).toFixed(4)}vw`,
    '--wall-headline': `${(shares.headline * 100).toFixed(4)}vw`,
    '--sentence-lines': view.sentenceLines,
  } as CSSProperties;
  const t = useTranslations('wall');
  return (
    <main className={styles['wall']} style={sizes} data-live={notLive === null} data-connecting={isConnecting} data-testid="wall">
      <header className={styles['header']}>
        <h1 className={styles['headline']}>{view.headline}</h1>
        <time className={styles['clock']}>{time(now)}</time>
      </header>
      <div className={styles['body']}>
        <section className={styles['rooms']} aria-label={view.siteName}>
          {view.rooms.map((room) => (
            <RoomLine key={room.id} room={room} />
          ))}
          {view.hiddenRooms > 0 && <p className={styles['more']}>{t('more', { count: view.hiddenRooms })}</p>}
        </section>
        <section className={styles['alarms']} aria-live="polite">
          {view.stage && <Stage alarm={view.stage} time={time} />}
          {view.alarms.map((alarm) => (
            <AlarmLine key={alarm.id} alarm={alarm} time={time} />
          ))}
          {view.hiddenAlarms > 0 && <p className={styles['more']}>{t('more', { count: view.hiddenAlarms })}</p>}
          {view.withheld && (
            <p className={styles['withheld']} data-testid="wall-withheld">
              {view.withheld}
            </p>
          )}
          {view.proofs.map((proof) => (
            <p key={proof.words} className={styles['proof']}>
              <span className={styles['proofValue']}>{proof.value}</span> {proof.words}
            </p>
          ))}
        </section>
      </div>
      <Lines lines={lines} />
      <footer className={styles['footer']}>
        <span>{view.siteName}</span>
        {view.proofs.length === 0 && <span>{view.proofOfLife}</span>}
        {sound}
        {notLive === null && <span>{isConnecting ? `○ ${t('connecting')}` : `● ${t('live')}`}</span>}
      </footer>
      {notLive && <NotLive notLive={notLive} time={time} />}
    </main>
  );
}

function Lines({ lines }: { readonly lines: readonly ShownLine[] }) {
  return (
    <section className={styles['lines']} data-testid="wall-lines">
      {lines.map(({ id, title, sentence, state }) => (
        <p key={id} className={styles['line']} data-state={state}>
          <strong>{title}</strong> {sentence}
        </p>
      ))}
    </section>
  );
}

function Mark({ priority, isFilled }: { readonly priority: Priority; readonly isFilled: boolean }) {
  return (
    <span className={styles['mark']} data-priority={priority} data-filled={isFilled}>
      {marks[priority]}
    </span>
  );
}

function RoomLine({ room }: { readonly room: WallRoom }) {
  const t = useTranslations('wall');
  const { condition } = room;
  return (
    <article
      className={styles['room']}
      data-condition={condition.kind}
      data-priority={condition.kind === 'alarm' ? condition.priority : undefined}
    >
      <p className={styles['roomName']}>
        <span>{room.name}</span>
        {condition.kind === 'alarm' && <Mark priority={condition.priority} isFilled={!condition.isAcknowledged} />}
        {condition.kind === 'normal' && (
          <span className={styles['quiet']}>{(room.isCompact ? room.facts[0] : null) ?? t('normal')}</span>
        )}
      </p>
      {!room.isCompact && (
        <p className={styles['roomFacts']}>
          {room.facts.map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
          {room.unknown && <span className={styles['unknown']}>{room.unknown}</span>}
        </p>
      )}
    </article>
  );
}

/** Characters of a place that fit beside the mark in the size of a headline. */
const longestHeadline = 17;

function Stage({ alarm, time }: { readonly alarm: WallAlarm; readonly time: (at: Instant) => string }) {
  return (
    <article className={styles['stage']} data-priority={alarm.priority} data-testid="wall-stage">
      <p className={styles['stagePlace']} data-long={alarm.place.length > longestHeadline}>
        <Mark priority={alarm.priority} isFilled={true} />
        <span>{alarm.place}</span>
      </p>
      <p className={styles['sentence']}>
        {time(alarm.raisedAt).slice(0, 5)} {alarm.sentence}
      </p>
      {alarm.response && <p className={styles['response']}>{alarm.response}</p>}
    </article>
  );
}

function AlarmLine({ alarm, time }: { readonly alarm: WallAlarm; readonly time: (at: Instant) => string }) {
  const t = useTranslations('wall');
  return (
    <article className={styles['alarm']} data-testid="wall-alarm">
      <p className={styles['alarmPlace']}>
        <Mark priority={alarm.priority} isFilled={alarm.state === 'new'} />
        <time>{time(alarm.raisedAt).slice(0, 5)}</time>
        <span className={styles['place']}>{alarm.place}</span>
        <span className={styles['state']} data-state={alarm.state}>
          {t(alarm.state)}
        </span>
      </p>
      <p className={styles['sentence']}>{alarm.sentence}</p>
    </article>
  );
}

interface NotLiveProps {
  readonly notLive: NonNullable<WallScreenProps['notLive']>;
  readonly time: (at: Instant) => string;
}

function NotLive({ notLive, time }: NotLiveProps) {
  const t = useTranslations('wall');
  const at = (instant: Instant | null) => (instant === null ? t('never') : time(instant));
  return (
    <div className={styles['notLive']} role="alert" data-testid="wall-not-live">
      <p className={styles['notLiveWord']}>{t('notLive')}</p>
      <p>{t('notLiveSince', { since: at(notLive.since), last: at(notLive.lastDataAt) })}</p>
    </div>
  );
}
