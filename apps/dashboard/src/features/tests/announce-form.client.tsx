'use client';
import { Button, Checkbox, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import type { SiteModel } from '@wachter/core';
import { type Scenario, scenarioById, scenarios } from '@wachter/core/power/scenarios/index';
import { useState } from 'react';
import { useLocale, useTimeZone, useTranslations } from 'use-intl';
import { useLiveStore } from '../../live/live-provider.client.tsx';
import { Form } from '../../ui/form.client.tsx';
import { useAct } from '../../ui/use-act.client.ts';
import { instantTyped } from '../alarms/typed-moment.ts';
import { BeforeTouch } from '../maintenance/before-touch.client.tsx';
import type { Touched } from '../redundancy/view.ts';
import { announceTest, previewTest } from './actions.ts';
import styles from './tests.module.css';

interface AnnounceFormProps {
  readonly model: SiteModel;
  readonly onDone: () => void;
}

/** What the test would touch, for the things and the time it was asked for. */
interface Seen {
  readonly of: string;
  readonly touched: Touched;
}

const minuteMs = 60_000;
const shortestNote = 3;

/** Announces a test in two steps: nothing is announced before it was seen what it touches. */
export function AnnounceForm({ model, onDone }: AnnounceFormProps) {
  const t = useTranslations('tests');
  const timeZone = useTimeZone() ?? 'UTC';
  const live = useLiveStore();
  const { act, isBusy, problem } = useAct();
  const [siteId, setSite] = useState(() => firstTested(model));
  const [scenario, setScenario] = useState('A');
  const [chosen, setChosen] = useState<readonly string[] | null>(null);
  const [begins, setBegins] = useState('');
  const [minutes, setMinutes] = useState<string | number>(60);
  const [note, setNote] = useState('');
  const [isTried, setTried] = useState(false);
  const [seen, setSeen] = useState<Seen | null>(null);
  const [takesBothSides, setTakesBothSides] = useState(false);
  const possible = equipmentFor(model, siteId, scenarioById(scenario));
  const equipment = chosen ?? possible.map(({ id }) => id);
  const from = begins === '' ? undefined : (instantTyped(begins, timeZone) ?? undefined);
  const wrong = {
    equipment: equipment.length > 0 ? null : t('equipmentMissing'),
    begins: begins !== '' && from === undefined ? t('beginsWrong') : null,
    minutes: Number(minutes) >= 5 && Number(minutes) <= 1440 ? null : t('minutesWrong'),
    note: note.trim().length < shortestNote ? t('noteMissing') : null,
  };
  const asked = JSON.stringify([siteId, scenario, equipment, begins, minutes]);
  const isSeen = seen?.of === asked;
  const send = async () => {
    setTried(true);
    if (Object.values(wrong).some((one) => one !== null)) return;
    const until = Math.round(from ?? live.getState().serverNow) + Number(minutes) * minuteMs;
    const plan = { siteId, scenario, equipment: [...equipment], until, ...(from === undefined ? {} : { from }) };
    if (!isSeen) {
      const looked = await act(() => previewTest(plan));
      setTakesBothSides(false);
      setSeen(looked && { of: asked, touched: looked.value });
      return;
    }
    if (await act(() => announceTest({ ...plan, note, takesBothSides }))) onDone();
  };
  const said = (field: keyof typeof wrong) => (isTried ? wrong[field] : null);
  return (
    <Form className={styles['form']} noValidate onSend={send}>
      {model.sites.length > 1 && (
        <NativeSelect
          label={t('site')}
          value={siteId}
          onChange={(event) => {
            setSite(event.currentTarget.value);
            setChosen(null);
          }}
          data={model.sites.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <ScenarioSelect
        value={scenario}
        onChange={(value) => {
          setScenario(value);
          setChosen(null);
        }}
      />
      <TextInput
        type="datetime-local"
        label={t('begins')}
        error={said('begins')}
        value={begins}
        onChange={(event) => setBegins(event.currentTarget.value)}
      />
      <NumberInput label={t('minutes')} error={said('minutes')} allowDecimal={false} value={minutes} onChange={setMinutes} />
      <TextInput
        label={t('note')}
        error={said('note')}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <fieldset className={styles['wide']}>
        <legend>{t('equipment')}</legend>
        {possible.map(({ id, name }) => (
          <Checkbox
            key={id}
            size="md"
            label={name}
            checked={equipment.includes(id)}
            onChange={() => setChosen(equipment.includes(id) ? equipment.filter((one) => one !== id) : [...equipment, id])}
          />
        ))}
        {said('equipment') && <span role="alert">{said('equipment')}</span>}
      </fieldset>
      <Expected scenario={scenarioById(scenario)} />
      {isSeen && seen && (
        <BeforeTouch touched={seen.touched} takesBothSides={takesBothSides} onTakesBothSides={setTakesBothSides} />
      )}
      <div className={styles['buttons']}>
        <Button type="submit" size="md" loading={isBusy}>
          {t(isSeen ? 'announce' : 'look')}
        </Button>
        <Button variant="subtle" color="gray" size="md" onClick={onDone}>
          {t('cancel')}
        </Button>
        {problem && <span role="alert">{problem}</span>}
      </div>
    </Form>
  );
}

/** The first site that has something to test, else the first. */
const firstTested = ({ sites, equipment }: SiteModel): string =>
  (
    sites.find(({ id }) => equipment.some((one) => one.siteId === id && scenarios.some(({ of }) => of.includes(one.kind)))) ??
    sites[0]
  )?.id ?? '';

const equipmentFor = (model: SiteModel, siteId: string, scenario: Scenario | null) =>
  model.equipment.filter((one) => one.siteId === siteId && scenario?.of.includes(one.kind));

function ScenarioSelect({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }) {
  const t = useTranslations('tests');
  const locale = useLocale();
  return (
    <NativeSelect
      label={t('scenario')}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={scenarios.map(({ id, name }) => ({ value: id, label: `${id}: ${name[locale]}` }))}
    />
  );
}

/** Which alarms will be quiet, and for how long: said before anybody presses. */
export function Expected({ scenario }: { readonly scenario: Scenario | null }) {
  const t = useTranslations('tests');
  const locale = useLocale();
  const said = scenario?.expects.map(({ sign, mostMinutes }) =>
    mostMinutes === null ? sign.name[locale] : t('atMost', { sign: sign.name[locale], minutes: String(mostMinutes) }),
  );
  return (
    <p className={styles['expects']}>
      {t('expects')} {said?.join('; ')}. {t('restIsReal')}
    </p>
  );
}
