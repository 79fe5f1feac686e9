'use client';
import { Button, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { type SiteModel, scopeKinds } from '@wachter/core';
import { useState } from 'react';
import { useTimeZone, useTranslations } from 'use-intl';
import { useLiveStore } from '../../live/live-provider.client.tsx';
import { Form } from '../../ui/form.client.tsx';
import { useAct } from '../../ui/use-act.client.ts';
import { instantTyped, typedOf } from '../alarms/typed-moment.ts';
import { planWork } from '../alarms/withhold-actions.ts';
import { lookBeforeTouch } from '../redundancy/actions.ts';
import type { Touched } from '../redundancy/view.ts';
import { BeforeTouch } from './before-touch.client.tsx';
import styles from './maintenance.module.css';

interface PlanFormProps {
  readonly model: SiteModel;
  readonly onDone: () => void;
}

/** What the work would touch, for the place and time it was asked for. */
interface SeenTouch {
  readonly of: string;
  readonly touched: Touched;
}

const everies = ['once', 'day', 'week', 'month'] as const;
const hourMs = 3_600_000;
const shortestReason = 3;

/** Plans work on a place, a piece of equipment or a device, in two steps: nothing is planned before it was seen what it touches. */
export function PlanForm({ model, onDone }: PlanFormProps) {
  const t = useTranslations('maintenance');
  const timeZone = useTimeZone() ?? 'UTC';
  const live = useLiveStore();
  const { act, isBusy, problem } = useAct();
  const [name, setName] = useState('');
  const [scope, setScope] = useState('');
  const [starts, setStarts] = useState(() => typedOf(live.getState().serverNow + hourMs, timeZone));
  const [minutes, setMinutes] = useState<string | number>(120);
  const [every, setEvery] = useState<(typeof everies)[number]>('once');
  const [reason, setReason] = useState('');
  const [workOrder, setWorkOrder] = useState('');
  const [isAsked, setAsked] = useState(false);
  const [seen, setSeen] = useState<SeenTouch | null>(null);
  const [takesBothSides, setTakesBothSides] = useState(false);
  const [kind = '', ...id] = scope.split(' ');
  const scopeKind = scopeKinds.find((one) => one === kind);
  const startsAt = instantTyped(starts, timeZone);
  const durationMinutes = Number(minutes);
  const wrong = {
    name: name.trim() === '' ? t('nameMissing') : null,
    what: scopeKind ? null : t('whatMissing'),
    starts: startsAt === null ? t('startWrong') : null,
    minutes: durationMinutes >= 5 && durationMinutes <= 10_080 ? null : t('minutesWrong'),
    reason: reason.trim().length < shortestReason ? t('reasonShort') : null,
  };
  const send = async () => {
    setAsked(true);
    if (!scopeKind || startsAt === null || Object.values(wrong).some((one) => one !== null)) return;
    const recurrence = every === 'once' ? null : { every };
    const when = { scopeKind, scopeId: id.join(' '), startsAt, durationMinutes, recurrence };
    if (seen?.of !== JSON.stringify(when)) {
      const looked = await act(() => lookBeforeTouch(when));
      setTakesBothSides(false);
      setSeen(looked && { of: JSON.stringify(when), touched: looked.value });
      return;
    }
    const what = { name, ...when, reason, workOrder: workOrder.trim() || null, takesBothSides };
    if (await act(() => planWork(what))) onDone();
  };
  const isSeen =
    scopeKind !== undefined &&
    seen?.of ===
      JSON.stringify({
        scopeKind,
        scopeId: id.join(' '),
        startsAt,
        durationMinutes,
        recurrence: every === 'once' ? null : { every },
      });
  const said = (field: keyof typeof wrong) => (isAsked ? wrong[field] : null);
  return (
    <Form className={styles['form']} noValidate onSend={send}>
      <TextInput
        label={t('name')}
        error={said('name')}
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <NativeSelect
        label={t('what')}
        error={said('what')}
        value={scope}
        onChange={(event) => setScope(event.currentTarget.value)}
        data={[{ value: '', label: '–' }, ...useScopes(model)]}
      />
      <TextInput
        type="datetime-local"
        label={t('starts')}
        error={said('starts')}
        value={starts}
        onChange={(event) => setStarts(event.currentTarget.value)}
      />
      <NumberInput label={t('minutes')} error={said('minutes')} allowDecimal={false} value={minutes} onChange={setMinutes} />
      <NativeSelect
        label={t('repeats')}
        value={every}
        onChange={(event) => setEvery(everies.find((one) => one === event.currentTarget.value) ?? 'once')}
        data={everies.map((one) => ({ value: one, label: t(`every.${one}`) }))}
      />
      <TextInput
        label={t('reason')}
        error={said('reason')}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <TextInput
        label={t('order')}
        maxLength={80}
        value={workOrder}
        onChange={(event) => setWorkOrder(event.currentTarget.value)}
      />
      {isSeen && seen && (
        <BeforeTouch isWork touched={seen.touched} takesBothSides={takesBothSides} onTakesBothSides={setTakesBothSides} />
      )}
      <div className={styles['buttons']}>
        <Button type="submit" size="md" loading={isBusy}>
          {t(isSeen ? 'save' : 'look')}
        </Button>
        <Button variant="subtle" color="gray" size="md" onClick={onDone}>
          {t('cancel')}
        </Button>
        {problem && <span role="alert">{problem}</span>}
      </div>
    </Form>
  );
}

function useScopes(model: SiteModel): readonly { readonly value: string; readonly label: string }[] {
  const t = useTranslations('maintenance');
  return [
    ...model.locations.map(({ id, name }) => ({ value: `location ${id}`, label: t('place', { name }) })),
    ...model.equipment.map(({ id, name }) => ({ value: `equipment ${id}`, label: t('equipment', { name }) })),
    ...model.devices.map(({ id, name }) => ({ value: `device ${id}`, label: t('device', { name }) })),
  ];
}
