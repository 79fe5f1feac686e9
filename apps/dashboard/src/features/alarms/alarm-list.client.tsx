'use client';
import { useTranslations } from 'use-intl';
import { AgoText } from '../../ui/time-text.client.tsx';
import { AlarmLine, type AlarmLineProps } from './alarm-line.client.tsx';
import styles from './alarms.module.css';
import type { IncidentGroup, ListItem, RoomGroup } from './incident-groups.ts';
import type { AlarmActs, Sending } from './use-acknowledge.client.ts';

interface AlarmListProps extends Pick<AlarmLineProps, 'mayAcknowledge' | 'onOpen' | 'onSelect'> {
  readonly items: readonly ListItem[];
  readonly opened: string | null;
  readonly cursor: string | null;
  readonly selected: ReadonlySet<string>;
  readonly acts: AlarmActs;
  readonly sending: ReadonlyMap<string, Sending>;
  readonly drafts: ReadonlyMap<string, string>;
  readonly onRoom: (key: string) => void;
}

/** Lines that are there with the first picture; the rest is drawn when it comes near. */
const drawnAtOnce = 25;

/** The lines of the list, with the incidents and rooms they are grouped by. */
export function AlarmList(props: AlarmListProps) {
  const { items, opened, cursor, selected, mayAcknowledge, acts, sending, drafts, onOpen, onSelect, onRoom } = props;
  return (
    <ul className={styles['list']}>
      {items.map((item, index) => {
        if (item.kind === 'incident') return <IncidentHead key={`i ${item.group.key}`} group={item.group} />;
        if (item.kind === 'room') {
          return <RoomHead key={`r ${item.room.key}`} room={item.room} isOpen={item.isOpen} onRoom={onRoom} />;
        }
        const { row, followsMs } = item;
        return (
          <AlarmLine
            key={row.id}
            row={row}
            followsMs={followsMs}
            isFirst={index < drawnAtOnce}
            isOpen={row.id === opened}
            isCursor={row.id === cursor}
            isSelected={selected.has(row.id)}
            mayAcknowledge={mayAcknowledge}
            acts={acts}
            sending={sending.get(row.id)}
            draft={drafts.get(row.id)}
            onOpen={onOpen}
            onSelect={onSelect}
          />
        );
      })}
    </ul>
  );
}

function IncidentHead({ group }: { readonly group: IncidentGroup }) {
  const t = useTranslations('alarms');
  return (
    <li className={styles['incident']} data-testid="incident">
      <strong>
        {t('incident', {
          count: group.count,
          rooms: new Set([group.root.roomId, ...group.rooms.map(({ rows }) => rows[0]?.roomId)]).size,
        })}
      </strong>{' '}
      <AgoText at={group.root.raisedAt} className={styles['quiet']} />
      <span className={styles['quiet']}>{t('causeFirst')}</span>
    </li>
  );
}

interface RoomHeadProps {
  readonly room: RoomGroup;
  readonly isOpen: boolean;
  readonly onRoom: (key: string) => void;
}

function RoomHead({ room, isOpen, onRoom }: RoomHeadProps) {
  const t = useTranslations('alarms');
  const unacknowledged = room.rows.filter(({ canAcknowledge }) => canAcknowledge).length;
  return (
    <li className={styles['roomHead']}>
      <button type="button" aria-expanded={isOpen} onClick={() => onRoom(room.key)} data-testid="incident-room">
        <span aria-hidden="true">{isOpen ? '▾' : '▸'}</span> {room.place || t('noRoom')}{' '}
        <span className={styles['quiet']}>{t('followers', { count: room.rows.length, unacknowledged })}</span>
      </button>
    </li>
  );
}
