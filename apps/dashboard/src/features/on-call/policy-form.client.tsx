'use client';
import { Button } from '@mantine/core';
import type { EscalationPolicy } from '@wachter/core';
import { priorities } from '@wachter/core/quantity/define';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Form } from '../../ui/form.client.tsx';
import parts from '../../ui/parts.module.css';
import { useAct } from '../../ui/use-act.client.ts';
import { savePolicy } from './actions.ts';
import { hasFault, policyDraft, policyTyped } from './policy-draft.ts';
import { LadderFields } from './policy-fields.client.tsx';
import { PolicyPreview } from './policy-preview.client.tsx';
import type { Named } from './use-target-names.client.ts';

interface PolicyFormProps {
  readonly siteId: string;
  readonly policy: EscalationPolicy;
  readonly targets: readonly Named[];
  readonly channels: readonly Named[];
  readonly onDone: () => void;
}

/** The steps of a site, with a look at who would be told by them before they are saved. */
export function PolicyForm({ siteId, policy, targets, channels, onDone }: PolicyFormProps) {
  const t = useTranslations('onCall');
  const { act, isBusy, problem } = useAct();
  const [draft, setDraft] = useState(() => policyDraft(policy));
  const [isAsked, setAsked] = useState(false);
  const isWrong = hasFault(draft);
  const save = async () => {
    setAsked(true);
    if (isWrong) return;
    if (await act(() => savePolicy({ siteId, policy: policyTyped(draft) }))) onDone();
  };
  return (
    <Form noValidate onSend={save}>
      {priorities.map((priority) => (
        <LadderFields
          key={priority}
          priority={priority}
          ladder={draft[priority]}
          targets={targets}
          channels={channels}
          isAsked={isAsked}
          onChange={(ladder) => setDraft({ ...draft, [priority]: ladder })}
        />
      ))}
      {!isWrong && <PolicyPreview siteId={siteId} policy={policyTyped(draft)} />}
      <div className={parts['row']}>
        <Button type="submit" size="md" loading={isBusy}>
          {t('save')}
        </Button>
        <Button variant="subtle" color="gray" size="md" onClick={onDone}>
          {t('cancel')}
        </Button>
        {isAsked && isWrong && <span role="alert">{t('stepsWrong')}</span>}
        {problem && <span role="alert">{problem}</span>}
      </div>
    </Form>
  );
}
