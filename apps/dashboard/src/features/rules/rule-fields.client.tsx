'use client';
import { NativeSelect, Switch } from '@mantine/core';
import type { Priority, Quantity } from '@wachter/core';
import { priorityWords } from '@wachter/core/alarm/words';
import { priorities } from '@wachter/core/quantity/define';
import { useLocale, useTranslations } from 'use-intl';
import { otherIssues, ParamControls, type ParamIssue } from './param-control.client.tsx';
import type { ParamSchema } from './param-fields.ts';
import { ResponseFields } from './response-fields.client.tsx';
import type { RuleDraft } from './rule-draft.ts';
import { useParamReader } from './use-param-reader.client.ts';

interface RuleFieldsProps {
  readonly draft: RuleDraft;
  readonly schema: ParamSchema;
  readonly quantity: Quantity | null;
  readonly tags: readonly string[];
  readonly issues: readonly ParamIssue[];
  readonly onChange: (draft: RuleDraft) => void;
}

/** What every rule has: how it is held, its priority, the settings of its type, and what people read with the alarm. */
export function RuleFields({ draft, schema, quantity, tags, issues, onChange }: RuleFieldsProps) {
  const t = useTranslations('rules');
  const locale = useLocale();
  const reader = useParamReader(quantity);
  return (
    <>
      <Switch
        size="md"
        label={t('latching')}
        checked={draft.isLatching}
        onChange={(event) => onChange({ ...draft, isLatching: event.currentTarget.checked })}
      />
      <NativeSelect
        label={t('priority')}
        value={draft.priority}
        onChange={(event) => onChange({ ...draft, priority: event.currentTarget.value as Priority })}
        data={priorities.map((one) => ({ value: one, label: priorityWords[one][locale] }))}
      />
      <ParamControls
        schema={schema}
        reader={reader}
        tags={tags}
        params={draft.params}
        issues={issues}
        onChange={(params) => onChange({ ...draft, params })}
      />
      <ResponseFields draft={draft} issues={issues} onChange={onChange} />
    </>
  );
}

const shownBeside = /^(respondWithinMinutes|acknowledgeHoldsMinutes|(cause|consequence|response)\.\w+|checklist.*)$/;

/** Whether every refused field says so itself. */
export function isAllBeside(issues: readonly ParamIssue[], schema: ParamSchema, quantity: Quantity | null): boolean {
  const states = quantity?.states?.map(({ id }) => id) ?? [];
  return issues.length > 0 && otherIssues(issues, schema, states).every(({ path }) => shownBeside.test(path));
}
