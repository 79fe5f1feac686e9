'use client';
import { Anchor, Button, NativeSelect } from '@mantine/core';
import { failureText } from '@wachter/core/oncall/failure-words';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { useServerNow } from '../../live/use-live.client.ts';
import parts from '../../ui/parts.module.css';
import { Tile } from '../../ui/tile.tsx';
import { TimeText } from '../../ui/time-text.client.tsx';
import { useAct } from '../../ui/use-act.client.ts';
import { beginDrill } from './actions.ts';
import { DrillPlanPart } from './drill-plan.client.tsx';
import styles from './on-call.module.css';
import { stopwatch } from './stopwatch.ts';
import { useDrill } from './use-drill.client.ts';
import type { DrillReport, DutySite, NamedHop, PlannedDrill } from './view.ts';

interface DrillsProps {
  readonly drills: readonly DrillReport[];
  readonly sites: readonly DutySite[];
  readonly planned: readonly PlannedDrill[];
  readonly mayStart: boolean;
  readonly mayPlan: boolean;
}

/** Exercises with a stopwatch: who got the message by which way, after how long, and who failed. The newest is open. */
export function Drills({ drills, planned, sites, mayStart, mayPlan }: DrillsProps) {
  const t = useTranslations('onCall');
  const [siteId, setSiteId] = useState(sites[0]?.id ?? '');
  const [isSure, setSure] = useState(false);
  const { act, isBusy, problem } = useAct();
  const site = sites.find(({ id }) => id === siteId);
  const ofSite = drills.filter((drill) => drill.siteId === siteId);
  const start = async () => {
    if (!isSure) return setSure(true);
    setSure(false);
    await act(() => beginDrill({ siteId }));
  };
  return (
    <Tile as="section">
      <h2 className={parts['heading']}>{t('drills')}</h2>
      <p className={parts['quiet']}>{t('drillsHint')}</p>
      {sites.length > 1 && (
        <NativeSelect
          label={t('site')}
          value={siteId}
          data={sites.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(event) => setSiteId(event.currentTarget.value)}
        />
      )}
      {site && (
        <DrillPlanPart
          key={siteId}
          site={site}
          planned={planned.find((one) => one.siteId === siteId) ?? null}
          mayPlan={mayPlan}
        />
      )}
      {ofSite.length === 0 && <p className={parts['quiet']}>{t('noDrills')}</p>}
      {ofSite.map((drill, index) =>
        drill.omitted === null ? (
          <Drill key={drill.id} drill={drill} isFirst={index === 0} />
        ) : (
          <p key={drill.id} className={parts['line']} data-warns="true" data-testid="omitted-drill">
            <span>
              ⚠ <TimeText at={drill.dueAt} style="full" /> <strong>{t(`drillOmitted.${drill.omitted}`)}</strong>
            </span>
          </p>
        ),
      )}
      {mayStart && siteId !== '' && (
        <div className={parts['row']}>
          <Button
            size="md"
            variant={isSure ? 'filled' : 'default'}
            loading={isBusy}
            onClick={start}
            onBlur={() => setSure(false)}
          >
            {t(isSure ? 'startDrillSure' : 'startDrill')}
          </Button>
          {problem && <span role="alert">{problem}</span>}
        </div>
      )}
    </Tile>
  );
}

function Drill({ drill: asRead, isFirst }: { readonly drill: DrillReport; readonly isFirst: boolean }) {
  const t = useTranslations('onCall');
  const drill = useDrill(asRead);
  const { hops, unreached } = drill;
  const count = (isCounted: (hop: NamedHop) => boolean) => String(hops.filter(isCounted).length);
  const sum = {
    all: String(hops.length),
    sent: count(({ state }) => state === 'sent'),
    pressed: count((hop) => hop.acknowledgedAt !== null),
  };
  return (
    <details className={styles['drill']} open={isFirst} data-testid="drill">
      <summary>
        <TimeText at={drill.startedAt} style="full" />{' '}
        <span className={parts['quiet']}>{t(drill.dueAt === null ? 'drillOf' : 'drillByPlan', { name: drill.startedBy })}</span>
        {' · '}
        {t('drillSum', sum)}
      </summary>
      <ul className={parts['plain']}>
        {hops.map((hop) => (
          <Hop key={`${hop.person} ${hop.channelId}`} hop={hop} />
        ))}
      </ul>
      {unreached.length > 0 && (
        <p>
          <b>⚠ {t('drillUnreached', { names: unreached.join(', ') })}</b>
        </p>
      )}
      <Anchor className={styles['link']} href={`/api/export/drill?id=${drill.id}`}>
        {t('drillCsv')}
      </Anchor>
    </details>
  );
}

function Hop({ hop }: { readonly hop: NamedHop }) {
  const t = useTranslations('onCall');
  const locale = useLocale();
  const { person, channel, state, sentAt, owedAt, acknowledgedAt, failure } = hop;
  return (
    <li className={parts['line']} data-warns={state === 'given-up'} data-testid="hop">
      <span className={parts['grow']}>
        <strong>{person ?? t('group')}</strong> <span className={parts['quiet']}>{channel || t('goneChannel')}</span>
        {failure && <div>⚠ {failureText(failure, locale)}</div>}
      </span>
      <span className={styles['hop']}>
        {state === 'queued' ? (
          <Waiting since={owedAt} />
        ) : sentAt === null ? (
          t('noticeState.given-up')
        ) : (
          `${t('drillSent')} ${stopwatch(sentAt - owedAt)}`
        )}
      </span>
      {person !== null && state === 'sent' && (
        <span className={styles['hop']}>
          {acknowledgedAt === null ? t('drillNotPressed') : `${t('drillPressed')} ${stopwatch(acknowledgedAt - owedAt)}`}
        </span>
      )}
    </li>
  );
}

/** The stopwatch that runs. */
function Waiting({ since }: { readonly since: number }) {
  const t = useTranslations('onCall');
  return t('drillWaiting', { time: stopwatch(useServerNow() - since) });
}
