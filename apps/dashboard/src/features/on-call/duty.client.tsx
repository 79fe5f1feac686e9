'use client';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { useLive } from '../../live/use-live.client.ts';
import { PageTitle } from '../../ui/page-title.tsx';
import parts from '../../ui/parts.module.css';
import { Tile } from '../../ui/tile.tsx';
import { TimeText } from '../../ui/time-text.client.tsx';
import { dutyNow, isReachable } from './duty-now.ts';
import type { OnCall, RotaOnDuty } from './view.ts';

interface DutyProps {
  readonly onCall: OnCall;
}

const useNameOf = ({ people }: OnCall) => {
  const t = useTranslations('onCall');
  return (id: string) => people.find((person) => person.id === id)?.name ?? t('someone');
};

/** Fetches the page again as soon as a hand-over has passed: it must not name somebody who has gone off duty. */
function useFreshDuty({ rotas }: OnCall) {
  const router = useRouter();
  const changesAt = Math.min(...rotas.map(({ duties }) => duties[0]?.until ?? Number.POSITIVE_INFINITY));
  // A second more, so that the clock of the server is past it too.
  const isOver = useLive((state) => state.serverNow >= changesAt + 1_000);
  useEffect(() => {
    if (isOver) router.refresh();
  }, [isOver, router]);
}

/** Who is told now, as one sentence. Several rotas: in how many somebody is. */
export function DutyTitle({ onCall }: DutyProps) {
  const t = useTranslations('onCall');
  useFreshDuty(onCall);
  const [first] = onCall.rotas;
  if (!onCall.hasChannel) return <PageTitle title={t('noChannel')} />;
  if (!first) return <PageTitle title={t('noRota')} sub={t('noRotaHint')} />;
  if (onCall.rotas.length === 1) return <PageTitle title={<OneDuty rota={first} onCall={onCall} />} />;
  const covered = onCall.rotas.filter(({ now }) => isReachable(onCall, now.person)).length;
  return <PageTitle title={t('severalRotas', { covered: String(covered), all: String(onCall.rotas.length) })} />;
}

function OneDuty({ rota, onCall }: { readonly rota: RotaOnDuty; readonly onCall: OnCall }) {
  const t = useTranslations('onCall');
  const nameOf = useNameOf(onCall);
  const { person } = rota.now;
  const name = person === null ? '' : nameOf(person);
  const { situation, until } = dutyNow(rota, onCall);
  if (until === null) return t(`${situation}AllWeek`, { name });
  return (
    <>
      {t(`${situation}Until`, { name })} <TimeText at={until} />
    </>
  );
}

/** Each rota for seven days, with what is wrong beside the stretch of time. */
export function DutyWeek({ onCall }: DutyProps) {
  const t = useTranslations('onCall');
  const nameOf = useNameOf(onCall);
  return onCall.rotas.map(({ id, rota, duties }) => (
    <Tile as="section" key={id}>
      <h2 className={parts['heading']}>
        {rota.name} · {t('week')}
      </h2>
      <ul className={parts['plain']}>
        {duties.map(({ person, because, from, until }) => {
          const warning = person === null ? t('isNobody') : isReachable(onCall, person) ? null : t('isUnreachable');
          return (
            <li key={from} className={parts['line']} data-warns={warning !== null} data-testid="duty">
              <span className={parts['grow']}>
                <strong>{person === null ? t('nobody') : nameOf(person)}</strong>{' '}
                <span className={parts['quiet']}>{t(`because.${because.kind}`, { name: because.name })}</span>
                {warning && <b> ⚠ {warning}</b>}
              </span>
              <span className={parts['quiet']}>
                <TimeText at={from} /> – <TimeText at={until} />
              </span>
            </li>
          );
        })}
      </ul>
    </Tile>
  ));
}
