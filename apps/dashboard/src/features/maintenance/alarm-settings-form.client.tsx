'use client';
import { Button, Checkbox, NumberInput } from '@mantine/core';
import type { AlarmSettings, Priority, PrioritySettings } from '@wachter/core';
import { priorityWords } from '@wachter/core/alarm/words';
import { priorities } from '@wachter/core/quantity/define';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { Form } from '../../ui/form.client.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { useAct } from '../../ui/use-act.client.ts';
import { saveAlarmSettings } from '../alarms/withhold-actions.ts';
import { CrowdFields, type CrowdSettings, isCrowd } from './crowd-fields.client.tsx';
import styles from './maintenance.module.css';

interface AlarmSettingsFormProps {
  readonly siteId: string;
  readonly siteName: string;
  readonly settings: AlarmSettings;
  readonly mayEdit: boolean;
}

const isHours = (hours: number): boolean => hours >= 0.25 && hours <= 24;
const isHold = (minutes: number | null): boolean => minutes === null || (minutes >= 5 && minutes <= 10_080);

/** What each priority asks of people: a comment, the longest shelving, how long an acknowledgement holds. */
export function AlarmSettingsForm({ siteId, siteName, settings, mayEdit }: AlarmSettingsFormProps) {
  const t = useTranslations('maintenance');
  const { act, isBusy, problem } = useAct();
  const [wanted, setWanted] = useState(settings.priorities);
  const [crowd, setCrowd] = useState<CrowdSettings>({ chatter: settings.chatter, flood: settings.flood });
  const [isSaved, setSaved] = useState(false);
  const isWrong =
    !isCrowd(crowd) ||
    priorities.some((one) => !isHours(wanted[one].shelveMaxHours) || !isHold(wanted[one].acknowledgeHoldsMinutes));
  const send = async () => {
    if (isWrong) return;
    if (await act(() => saveAlarmSettings({ siteId, settings: { ...settings, ...crowd, priorities: wanted } }))) setSaved(true);
  };
  return (
    <>
      <PageTitle title={t('settingsTitle', { site: siteName })} />
      <Form aria-label={t('settingsTitle', { site: siteName })} className={styles['form']} noValidate onSend={send}>
        {priorities.map((priority) => (
          <PriorityFields
            key={priority}
            priority={priority}
            settings={wanted[priority]}
            isDisabled={!mayEdit}
            onChange={(change) => {
              setSaved(false);
              setWanted((known) => ({ ...known, [priority]: { ...known[priority], ...change } }));
            }}
          />
        ))}
        <CrowdFields
          settings={crowd}
          isDisabled={!mayEdit}
          onChange={(next) => {
            setSaved(false);
            setCrowd(next);
          }}
        />
        {mayEdit && (
          <div className={styles['buttons']}>
            <Button type="submit" size="md" loading={isBusy}>
              {t('saveSettings')}
            </Button>
            <span role="status">{isSaved && t('saved')}</span>
            {problem && <span role="alert">{problem}</span>}
          </div>
        )}
      </Form>
    </>
  );
}

interface PriorityFieldsProps {
  readonly priority: Priority;
  readonly settings: PrioritySettings;
  readonly isDisabled: boolean;
  readonly onChange: (change: Partial<PrioritySettings>) => void;
}

function PriorityFields({ priority, settings, isDisabled, onChange }: PriorityFieldsProps) {
  const t = useTranslations('maintenance');
  const locale = useLocale();
  const { commentRequired, shelveMaxHours, acknowledgeHoldsMinutes } = settings;
  return (
    <fieldset className={styles['priority']}>
      <legend>{priorityWords[priority][locale]}</legend>
      <Checkbox
        label={t('commentRequired')}
        checked={commentRequired}
        disabled={isDisabled}
        onChange={(event) => onChange({ commentRequired: event.currentTarget.checked })}
      />
      <NumberInput
        label={t('shelveMaxHours')}
        error={isHours(shelveMaxHours) ? null : t('hoursWrong')}
        disabled={isDisabled}
        value={shelveMaxHours}
        onChange={(hours) => onChange({ shelveMaxHours: Number(hours) })}
      />
      <NumberInput
        label={t('acknowledgeHolds')}
        error={isHold(acknowledgeHoldsMinutes) ? null : t('holdsWrong')}
        allowDecimal={false}
        disabled={isDisabled}
        value={acknowledgeHoldsMinutes ?? ''}
        onChange={(minutes) => onChange({ acknowledgeHoldsMinutes: minutes === '' ? null : Number(minutes) })}
      />
    </fieldset>
  );
}
