'use client';
import { Button, TextInput } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { useIsKnown, useOpenAlarms } from '../../live/use-live.client.ts';
import { useQuantities } from '../../ui/catalogue.client.tsx';
import { LoadingState } from '../../ui/loading-state.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { EmptyState } from '../../ui/state-message.tsx';
import { AlarmDetail } from './alarm-detail.client.tsx';
import { AlarmFilter } from './alarm-filter.client.tsx';
import { lineId } from './alarm-line.client.tsx';
import { AlarmList } from './alarm-list.client.tsx';
import { type AlarmListFilter, type AlarmNames, filterRows, noFilter, rowMaker } from './alarm-rows.ts';
import styles from './alarms.module.css';
import { FloodNote } from './flood-note.client.tsx';
import type { Responses } from './responses.ts';
import { useAcknowledge } from './use-acknowledge.client.ts';
import { useGrouping } from './use-grouping.client.ts';
import { useListKeys } from './use-list-keys.client.ts';

interface OpenAlarmsProps {
  readonly model: AlarmNames['model'];
  readonly commentDuties: readonly string[];
  readonly responses: Responses;
  readonly mayAcknowledge: boolean;
  readonly firstOpen: string | null;
}

/** The open alarms, live: list, filter, bulk acknowledgement, detail beside it. */
export function OpenAlarms({ model, commentDuties, responses, mayAcknowledge, firstOpen }: OpenAlarmsProps) {
  const t = useTranslations('alarms');
  const live = useTranslations('live');
  const locale = useLocale();
  const quantities = useQuantities();
  const alarms = useOpenAlarms();
  const isKnown = useIsKnown();
  const names = useMemo(() => ({ model, quantities, commentDuties, responses }), [model, quantities, commentDuties, responses]);
  const [filter, setFilter] = useState<AlarmListFilter>(noFilter);
  const [opened, setOpened] = useState<string | null>(firstOpen);
  const [cursor, setCursor] = useState<string | null>(null);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const { sending, drafts, acts } = useAcknowledge();
  const rowOf = useMemo(() => rowMaker(names, locale), [names, locale]);
  const rows = useMemo(() => alarms.map(rowOf), [alarms, rowOf]);
  const shown = useMemo(() => filterRows(rows, filter), [rows, filter]);
  const grouping = useGrouping(shown);
  const { visible } = grouping;
  const rooms = useMemo(() => {
    const troubled = new Set(rows.map((row) => row.roomId));
    return model.locations.filter((location) => troubled.has(location.id));
  }, [model, rows]);
  const unacknowledged = rows.filter((row) => row.canAcknowledge).length;
  const openRow = shown.find((row) => row.id === opened);
  const openAlarm = alarms.find((alarm) => alarm.id === opened);
  const toggle = useCallback(
    (id: string, isOn: boolean) =>
      setSelected((known) => new Set([...known].filter((one) => one !== id).concat(isOn ? [id] : []))),
    [],
  );
  const open = useCallback((id: string) => setOpened((known) => (known === id ? null : id)), []);
  const at = visible.find((row) => row.id === cursor) ?? visible[0];
  const move = (by: 1 | -1) => {
    const from = cursor === null ? -1 : visible.findIndex((row) => row.id === cursor);
    const next = visible[Math.max(0, Math.min(visible.length - 1, from + by))];
    if (!next) return;
    setCursor(next.id);
    document.getElementById(lineId(next.id))?.scrollIntoView({ block: 'nearest' });
  };
  useListKeys({
    onMove: move,
    onOpen: () => at && setOpened(at.id),
    onSelect: () => at?.canAcknowledge && toggle(at.id, !selected.has(at.id)),
    onAcknowledge: () => {
      if (!at || !mayAcknowledge) return;
      setOpened(at.id);
      if (at.canAcknowledge) acts.write(at.id);
    },
    onClose: () => setOpened(null),
  });
  if (!isKnown) {
    return (
      <>
        <PageTitle title={live('waiting')} />
        <LoadingState label={live('waiting')} />
      </>
    );
  }
  return (
    <>
      <PageTitle
        title={rows.length === 0 ? t('titleCalm') : t('title', { open: rows.length, unacknowledged })}
        sub={<span className={styles['keys']}>{t('keys')}</span>}
      />
      {rows.length > 0 && <AlarmFilter filter={filter} rooms={rooms} hidden={rows.length - shown.length} onFilter={setFilter} />}
      {rows.length > 1 && <FloodNote isGrouped={grouping.isGrouped} onGrouped={grouping.setGrouped} />}
      {rows.length === 0 && <EmptyState title={t('emptyTitle')} hint={t('emptyHint')} />}
      {rows.length > 0 && shown.length === 0 && (
        <EmptyState title={t('filteredTitle')} hint={t('filteredHint', { hidden: rows.length })} />
      )}
      <div className={styles['page']} data-split={openRow !== undefined}>
        <div className={styles['listSide']}>
          <AlarmList
            items={grouping.items}
            opened={opened}
            cursor={cursor}
            selected={selected}
            mayAcknowledge={mayAcknowledge}
            acts={acts}
            sending={sending}
            drafts={drafts}
            onOpen={open}
            onSelect={toggle}
            onRoom={grouping.toggleRoom}
          />
          {mayAcknowledge && unacknowledged > 1 && (
            <Bulk
              candidates={shown.filter((row) => row.canAcknowledge).map((row) => row.id)}
              chosen={shown.filter((row) => row.canAcknowledge && selected.has(row.id))}
              onChoose={(ids) => setSelected(new Set(ids))}
              onAcknowledge={async (comment, chosen) => {
                if (await acts.acknowledge(chosen, comment)) setSelected(new Set());
              }}
            />
          )}
        </div>
        {openRow && openAlarm && (
          <AlarmDetail
            alarm={openAlarm}
            row={openRow}
            names={names}
            others={rows.filter((row) => row.roomId === openRow.roomId && row.id !== openRow.id)}
            mayAcknowledge={mayAcknowledge}
            acts={acts}
            sending={sending.get(openRow.id)}
            draft={drafts.get(openRow.id)}
            onClose={() => setOpened(null)}
          />
        )}
      </div>
    </>
  );
}

interface BulkProps {
  readonly candidates: readonly string[];
  readonly chosen: readonly { readonly id: string; readonly activation: number }[];
  readonly onChoose: (ids: readonly string[]) => void;
  readonly onAcknowledge: (comment: string, chosen: readonly { alarmId: string; activation: number }[]) => Promise<void>;
}

/** Acknowledges what is selected with one comment. */
function Bulk({ candidates, chosen, onChoose, onAcknowledge }: BulkProps) {
  const t = useTranslations('alarms');
  const [comment, setComment] = useState('');
  const [isBusy, setBusy] = useState(false);
  const act = async () => {
    setBusy(true);
    await onAcknowledge(
      comment,
      chosen.map(({ id, activation }) => ({ alarmId: id, activation })),
    );
    setBusy(false);
  };
  return (
    <div className={styles['bulk']}>
      {chosen.length === 0 ? (
        <Button variant="default" size="md" onClick={() => onChoose(candidates)}>
          {t('selectAll')}
        </Button>
      ) : (
        <>
          <TextInput
            label={t('comment')}
            value={comment}
            maxLength={500}
            onChange={(event) => setComment(event.currentTarget.value)}
          />
          <Button size="md" loading={isBusy} onClick={act} data-testid="acknowledge-many">
            {t('acknowledgeMany', { count: chosen.length })}
          </Button>
          <Button variant="subtle" color="gray" size="md" onClick={() => onChoose([])}>
            {t('cancel')}
          </Button>
        </>
      )}
    </div>
  );
}
