'use client';
import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { Alarm } from '@wachter/core';
import { useState } from 'react';
import { useTimeZone, useTranslations } from 'use-intl';
import { useServerNow } from '../../live/use-live.client.ts';
import { useAct } from '../../ui/use-act.client.ts';
import type { AlarmNames } from './alarm-rows.ts';
import styles from './alarms.module.css';
import { instantTyped, typedOf } from './typed-moment.ts';
import { Unguarded, type UnguardedOne } from './unguarded.client.tsx';
import { takeOut } from './withhold-actions.ts';

type Scope = Pick<Parameters<typeof takeOut>[0], 'scopeKind' | 'scopeId'>;

const dayMs = 86_400_000;
const shortestReason = 3;

interface OutOfServiceFormProps {
  readonly alarm: Alarm;
  readonly names: AlarmNames;
  readonly onDone: () => void;
}

/** Takes what an alarm is about out of service: until when, why, under which order, and then what nobody is told of. */
export function OutOfServiceForm({ alarm, names, onDone }: OutOfServiceFormProps) {
  const t = useTranslations('withheld');
  const timeZone = useTimeZone() ?? 'UTC';
  const now = useServerNow();
  const { act, isBusy, problem } = useAct();
  const scopes = useScopes(alarm, names);
  const [chosen, setChosen] = useState(0);
  const [reason, setReason] = useState('');
  const [workOrder, setWorkOrder] = useState('');
  const [until, setUntil] = useState(() => typedOf(now + dayMs, timeZone));
  const [isAsked, setAsked] = useState(false);
  const [unguarded, setUnguarded] = useState<readonly UnguardedOne[] | null>(null);
  const untilAt = instantTyped(until, timeZone);
  const isShort = reason.trim().length < shortestReason;
  const isPast = untilAt === null || untilAt <= now;
  const scope = scopes[chosen]?.scope;
  const send = async () => {
    setAsked(true);
    if (isShort || untilAt === null || isPast || !scope) return;
    const done = await act(() => takeOut({ ...scope, reason, workOrder: workOrder.trim() || null, untilAt }));
    if (done) setUnguarded(done.value.unguarded);
  };
  if (unguarded) {
    return (
      <div className={styles['act']} role="status" data-testid="now-unguarded">
        <p>{t('nowUnguarded')}</p>
        <Unguarded rules={unguarded} />
        <Button variant="default" onClick={onDone}>
          OK
        </Button>
      </div>
    );
  }
  return (
    <div className={styles['act']} data-testid="out-of-service-form">
      <NativeSelect
        label={t('scope')}
        value={String(chosen)}
        onChange={(event) => setChosen(Number(event.currentTarget.value))}
        data={scopes.map(({ label }, index) => ({ value: String(index), label }))}
      />
      <Textarea
        label={t('reason')}
        description={t('reasonHint')}
        error={isAsked && isShort ? t('reasonShort') : null}
        maxLength={500}
        autosize
        minRows={1}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <TextInput
        label={t('order')}
        maxLength={80}
        value={workOrder}
        onChange={(event) => setWorkOrder(event.currentTarget.value)}
      />
      <TextInput
        type="datetime-local"
        label={t('plannedReturn')}
        error={isAsked && isPast ? t('returnMissing') : null}
        value={until}
        onChange={(event) => setUntil(event.currentTarget.value)}
      />
      <p className={styles['quiet']}>{t('takeOutHint')}</p>
      {problem && (
        <p className={styles['sending']} data-kind="failed" role="alert">
          {problem}
        </p>
      )}
      <Button size="lg" fullWidth loading={isBusy} onClick={send} data-testid="take-out-now">
        {t('takeOutNow')}
      </Button>
      <Button size="md" fullWidth variant="subtle" color="gray" onClick={onDone}>
        {t('cancel')}
      </Button>
    </div>
  );
}

/** What may be taken out on account of an alarm, the smallest first. */
function useScopes(alarm: Alarm, { model }: AlarmNames): readonly { readonly scope: Scope; readonly label: string }[] {
  const t = useTranslations('withheld');
  const point = model.points.find((one) => one.id === alarm.pointId);
  const device = model.devices.find((one) => one.id === (point?.deviceId ?? alarm.deviceId));
  const equipment = model.equipment.find((one) => one.id === point?.equipmentId);
  return [
    { scope: { scopeKind: 'rule', scopeId: alarm.ruleId }, label: t('scopes.rule') } as const,
    ...(point
      ? [{ scope: { scopeKind: 'point', scopeId: String(point.id) }, label: t('scopes.point', { name: point.name }) } as const]
      : []),
    ...(device
      ? [{ scope: { scopeKind: 'device', scopeId: device.id }, label: t('scopes.device', { name: device.name }) } as const]
      : []),
    ...(equipment
      ? [
          {
            scope: { scopeKind: 'equipment', scopeId: equipment.id },
            label: t('scopes.equipment', { name: equipment.name }),
          } as const,
        ]
      : []),
  ];
}
