'use client';
import { Button, NativeSelect } from '@mantine/core';
import type { ModelPoint, Quantity, Words } from '@wachter/core';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { useAct } from '../../ui/use-act.client.ts';
import { newRule } from './actions.ts';
import { defaultsOf, type ParamSchema } from './param-fields.ts';
import { newDraft, valuesOf } from './rule-draft.ts';
import { isAllBeside, RuleFields } from './rule-fields.client.tsx';
import { RuleFormFrame } from './rule-form-frame.client.tsx';

interface AddRuleProps {
  readonly point: Pick<ModelPoint, 'id'>;
  readonly quantity: Quantity | null;
  /** The rule types that watch a point. */
  readonly schemas: Readonly<Record<string, ParamSchema>>;
  readonly names: Readonly<Record<string, Words>>;
  readonly tags: readonly string[];
}

/** One more rule for a point: its type first, then the settings of that type. */
export function AddRule(props: AddRuleProps) {
  const t = useTranslations('rules');
  const [isOpen, setOpen] = useState(false);
  if (isOpen) return <NewRule {...props} onDone={() => setOpen(false)} />;
  return (
    <Button variant="default" onClick={() => setOpen(true)}>
      {t('add')}
    </Button>
  );
}

function NewRule({ point, quantity, schemas, names, tags, onDone }: AddRuleProps & { readonly onDone: () => void }) {
  const t = useTranslations('rules');
  const locale = useLocale();
  const { act, isBusy, problem, issues } = useAct();
  const [type, setType] = useState(Object.keys(schemas)[0] ?? '');
  const schema = schemas[type] ?? {};
  const [draft, setDraft] = useState(() => newDraft(defaultsOf(schema)));
  const send = async () => {
    const done = await act(() => newRule({ type, pointId: point.id, params: draft.params as never, ...valuesOf(draft) }));
    if (done) onDone();
  };
  return (
    <RuleFormFrame
      testId="new-rule"
      isBusy={isBusy}
      problem={isAllBeside(issues, schema, quantity) ? null : problem}
      onSend={send}
      onDone={onDone}
    >
      <NativeSelect
        label={t('type')}
        value={type}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          setType(chosen);
          setDraft({ ...draft, params: defaultsOf(schemas[chosen] ?? {}) });
        }}
        data={Object.keys(schemas).map((one) => ({ value: one, label: names[one]?.[locale] ?? one }))}
      />
      <RuleFields key={type} draft={draft} schema={schema} quantity={quantity} tags={tags} issues={issues} onChange={setDraft} />
    </RuleFormFrame>
  );
}
