'use client';
import { Button } from '@mantine/core';
import type { CoolingEpisode, SiteModel } from '@wachter/core';
import { episodeWords, obstacleWords, sayBand, sayTimeLeft } from '@wachter/core/thermal/time-words';
import { type RoomTime, roomTimes } from '@wachter/core/thermal/times-left';
import { useMemo } from 'react';
import { useLocale, useTimeZone, useTranslations } from 'use-intl';
import { useLive, useLiveness, usePointStates } from '../../live/use-live.client.ts';
import { formatTime } from '../../ui/format-time.ts';
import { Tile } from '../../ui/tile.tsx';
import { TimeText } from '../../ui/time-text.client.tsx';
import { useAct } from '../../ui/use-act.client.ts';
import { countMinutes } from './actions.ts';
import styles from './heat.module.css';
import type { RoomHeat } from './view.ts';

interface RoomHeatTileProps {
  readonly model: SiteModel;
  readonly roomId: string;
  readonly heat: RoomHeat;
  readonly mayEdit: boolean;
}

/** How long the room has without cooling, now or if it stopped, and what that was learned from. */
export function RoomHeatTile({ model, roomId, heat, mayEdit }: RoomHeatTileProps) {
  const t = useTranslations('heat');
  const locale = useLocale();
  if (heat.limitC === null && !heat.isWatched) return null;
  return (
    <Tile as="section" label={t('title')} className={styles['tile']}>
      <h2 className={styles['title']}>{t('title')}</h2>
      {heat.isWatched && heat.lacks === null && <Sentence model={model} roomId={roomId} episodes={heat.episodes} />}
      {heat.lacks !== null && <p className={styles['quiet']}>{obstacleWords[heat.lacks][locale]}</p>}
      {!heat.isWatched && heat.lacks === null && <NotWatched roomId={roomId} mayEdit={mayEdit} />}
      {heat.episodes.length > 0 && (
        <details>
          <summary className={styles['summary']}>
            {t('basis', { count: usable(heat.episodes), all: heat.episodes.length })}
          </summary>
          <ul className={styles['episodes']}>
            {heat.episodes.map(({ episodeId, episode }) => (
              <Episode key={episodeId} episode={episode} />
            ))}
          </ul>
        </details>
      )}
    </Tile>
  );
}

const usable = (episodes: RoomHeat['episodes']): number => episodes.filter(({ episode }) => episode.quality === 'good').length;

interface SentenceProps {
  readonly model: SiteModel;
  readonly roomId: string;
  readonly episodes: RoomHeat['episodes'];
}

function Sentence({ model, roomId, episodes }: SentenceProps) {
  const t = useTranslations('heat');
  const live = useTranslations('live');
  const locale = useLocale();
  const timeZone = useTimeZone() ?? 'UTC';
  const states = usePointStates();
  const isLive = useLiveness().kind === 'live';
  const now = useLive((state) => Math.floor(state.serverNow / 2_000) * 2_000);
  const time = useMemo(() => roomTimes(model, states, now).find(({ room }) => room.id === roomId), [model, states, now, roomId]);
  if (!time) return <p className={styles['quiet']}>{live('waiting')}</p>;
  const clock = (at: number) => formatTime(at, 'clock', { locale, timeZone });
  return (
    <p className={styles['sentence']} data-state={mood(time)} data-live={isLive} data-testid="room-minutes">
      {time.state === 'kept' ? calmWords(t, time, usable(episodes)) : capital(sayTimeLeft(time, locale, clock))}
    </p>
  );
}

const mood = ({ state }: RoomTime): 'calm' | 'lost' | 'unknown' =>
  state === 'kept' ? 'calm' : state === null || state === 'unverified' ? 'unknown' : 'lost';

const capital = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

function calmWords(t: ReturnType<typeof useTranslations<'heat'>>, { band, limitC }: RoomTime, learned: number): string {
  if (band) return t('ifStopped', { band: sayBand(band), limit: String(limitC) });
  return learned === 0 ? t('notLearned', { limit: String(limitC) }) : t('notSaid');
}

function NotWatched({ roomId, mayEdit }: { readonly roomId: string; readonly mayEdit: boolean }) {
  const t = useTranslations('heat');
  const { act, isBusy, problem } = useAct();
  return (
    <>
      <p className={styles['quiet']}>{t('notCounted')}</p>
      {mayEdit && (
        <Button variant="default" loading={isBusy} onClick={() => void act(() => countMinutes({ locationId: roomId }))}>
          {t('count')}
        </Button>
      )}
      {problem && <p role="alert">{problem}</p>}
    </>
  );
}

/** The middle of a rate and nine times in ten, K/min. */
const ratesOf = ({ rate }: CoolingEpisode) => ({
  rate: Math.exp(rate.mean),
  low: Math.exp(rate.mean - 1.645 * rate.sd),
  high: Math.exp(rate.mean + 1.645 * rate.sd),
});

function Episode({ episode }: { readonly episode: CoolingEpisode }) {
  const t = useTranslations('heat');
  const locale = useLocale();
  const { from, to, fromC, toC, loadKw, coolingLeft, quality } = episode;
  const minutes = Math.round((to - from) / 6_000) / 10;
  return (
    <li className={styles['episode']}>
      <TimeText at={from} />
      <span>
        {t('episode', { minutes, fromC, toC })}
        {coolingLeft > 0 && ` · ${t('coolingLeft', { share: coolingLeft })}`}
        {loadKw !== null && ` · ${t('load', { kw: loadKw })}`}
      </span>
      <span>
        {quality === 'good' ? t('rate', ratesOf(episode)) : <em className={styles['quiet']}>{episodeWords[quality][locale]}</em>}
      </span>
    </li>
  );
}
