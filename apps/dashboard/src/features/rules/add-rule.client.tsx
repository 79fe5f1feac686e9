'use client';
import { Alert, Button, NativeSelect } from '@mantine/core';
import type { ModelPoint, Priority, Quantity, Words } from '@wachter/core';
import { priorityWords } from '@wachter/core/alarm/words';
import { priorities } from '@wachter/core/quantity/define';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { useAct } from '../../ui/use-act.client.ts';
import { newRule } from './actions.ts';
import { otherIssues, ParamControls } from './param-control.client.tsx';
import { defaultsOf, type ParamSchema } from './param-fields.ts';
import styles from './rules.module.css';
import { useParamReader } from './use-param-reader.client.ts';

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
  const reader = useParamReader(quantity);
  const [type, setType] = useState(Object.keys(schemas)[0] ?? '');
  const [params, setParams] = useState<unknown>(() => defaultsOf(schemas[type] ?? {}));
  const [priority, setPriority] = useState<Priority>('high');
  const schema = schemas[type] ?? {};
  const isAllBeside = issues.length > 0 && otherIssues(issues, schema, quantity?.states?.map(({ id }) => id) ?? []).length === 0;
  const send = async () => {
    const done = await act(() => newRule({ type, pointId: point.id, params: params as never, priority }));
    if (done) onDone();
  };
  return (
    <form
      className={styles['form']}
      data-testid="new-rule"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <NativeSelect
        label={t('type')}
        value={type}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          setType(chosen);
          setParams(defaultsOf(schemas[chosen] ?? {}));
        }}
        data={Object.keys(schemas).map((one) => ({ value: one, label: names[one]?.[locale] ?? one }))}
      />
      <NativeSelect
        label={t('priority')}
        value={priority}
        onChange={(event) => setPriority(event.currentTarget.value as Priority)}
        data={priorities.map((one) => ({ value: one, label: priorityWords[one][locale] }))}
      />
      <ParamControls schema={schema} reader={reader} tags={tags} params={params} issues={issues} onChange={setParams} />
      {problem && !isAllBeside && (
        <Alert color="gray" role="alert">
          {problem}
        </Alert>
      )}
      <div className={styles['acts']}>
        <Button type="submit" loading={isBusy}>
          {t('save')}
        </Button>
        <Button variant="subtle" color="gray" onClick={onDone}>
          {t('cancel')}
        </Button>
      </div>
      <p className={styles['quiet']}>{t('audited')}</p>
    </form>
  );
}
