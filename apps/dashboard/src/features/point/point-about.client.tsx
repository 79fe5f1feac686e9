'use client';
import { Button, Group } from '@mantine/core';
import type { ModelPoint, Quantity, RuleInstance, RuleProblem, SiteModel, Tuning, Words } from '@wachter/core';
import { alarmRemark } from '@wachter/core/alarm/alarm';
import { withTuning } from '@wachter/core/alarm/back-test-tune';
import { formatDuration } from '@wachter/core/alarm/describe';
import { ruleProblemWords } from '@wachter/core/alarm/rule-problem';
import { priorityWords } from '@wachter/core/alarm/words';
import Link from 'next/link';
import { useMemo, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { useAlarms } from '../../live/use-live.client.ts';
import { useQuantity } from '../../ui/catalogue.client.tsx';
import { Tile } from '../../ui/tile.tsx';
import { TimeText } from '../../ui/time-text.client.tsx';
import { AddRule } from '../rules/add-rule.client.tsx';
import { BackTest } from '../rules/back-test.client.tsx';
import type { ParamSchema } from '../rules/param-fields.ts';
import { paramsInWords } from '../rules/param-words.ts';
import { RuleForm } from '../rules/rule-form.client.tsx';
import { RuleHistory } from '../rules/rule-history.client.tsx';
import { TuningProposal } from '../rules/tuning-proposal.client.tsx';
import { useParamReader } from '../rules/use-param-reader.client.ts';
import type { TimeRange } from './history-view.ts';
import styles from './point.module.css';
import { PointEdit } from './point-edit.client.tsx';

/** A rule to be edited, with what is proposed for it. */
export interface OpenedRule {
  readonly ruleId: string;
  readonly tuning: Tuning;
}

interface PointAboutProps {
  readonly model: SiteModel;
  readonly point: ModelPoint;
  readonly rules: readonly RuleInstance[];
  /** Of those, the ones that cannot do their work. */
  readonly problems: readonly RuleProblem[];
  /** Schemas of rule types for whoever may edit or back-test rules; null for everybody else. */
  readonly schemas: Readonly<Record<string, ParamSchema>> | null;
  readonly mayEdit: boolean;
  readonly opened: OpenedRule | null;
  readonly onShow: (range: TimeRange) => void;
  /** What rule types are called. */
  readonly names: Readonly<Record<string, Words>>;
}

/** The rules that guard a point, and what it is and where it comes from. */
export function PointAbout(props: PointAboutProps) {
  const { model, point, rules, problems, schemas, names, mayEdit, opened, onShow } = props;
  const t = useTranslations('point');
  const locale = useLocale();
  const quantity = useQuantity(point.quantity);
  const tags = useMemo(() => model.points.map(({ tag }) => tag), [model]);
  const room = model.locations.find((location) => location.id === point.locationId);
  return (
    <div className={styles['columns']}>
      <Tile as="section">
        <h2 className={styles['heading']}>{t('rules')}</h2>
        {rules.length === 0 && <p className={styles['quiet']}>{t('noRules')}</p>}
        <ul className={styles['plain']}>
          {rules.map((rule) => (
            <RuleRow
              key={rule.id}
              rule={rule}
              pointId={point.id}
              mayEdit={mayEdit}
              opened={opened?.ruleId === rule.id ? opened.tuning : null}
              onShow={onShow}
              schema={schemas?.[rule.type] ?? null}
              name={names[rule.type] ?? null}
              quantity={quantity}
              problem={problems.find(({ ruleId }) => ruleId === rule.id) ?? null}
              tags={tags}
            />
          ))}
        </ul>
        {schemas !== null && mayEdit && point.status === 'active' && (
          <AddRule point={point} quantity={quantity} schemas={schemas} names={names} tags={tags} />
        )}
      </Tile>
      <Tile as="section">
        <h2 className={styles['heading']}>{t('about')}</h2>
        <dl className={styles['facts']}>
          <dt>{t('tag')}</dt>
          <dd>{point.tag}</dd>
          <dt>{t('quantity')}</dt>
          <dd>{quantity?.name[locale] ?? '–'}</dd>
          <dt>{t('room')}</dt>
          <dd>{room ? <Link href={`/rooms/${room.slug}`}>{room.name}</Link> : '–'}</dd>
          <dt>{t('device')}</dt>
          <dd>{point.deviceId ? <Link href={`/devices/${encodeURIComponent(point.deviceId)}`}>{point.deviceId}</Link> : '–'}</dd>
          <dt>{t('channel')}</dt>
          <dd>{point.channel ?? '–'}</dd>
          <dt>{t('interval')}</dt>
          <dd>{formatDuration(point.intervalSeconds, locale)}</dd>
          <dt>{t('stale')}</dt>
          <dd>{formatDuration(point.staleSeconds, locale)}</dd>
        </dl>
        {mayEdit && point.status === 'active' && <PointEdit model={model} point={point} />}
      </Tile>
    </div>
  );
}

interface RuleRowProps {
  readonly rule: RuleInstance;
  readonly pointId: number;
  readonly mayEdit: boolean;
  readonly opened: Tuning | null;
  readonly onShow: (range: TimeRange) => void;
  readonly schema: ParamSchema | null;
  readonly name: Words | null;
  readonly quantity: Quantity | null;
  readonly problem: RuleProblem | null;
  readonly tags: readonly string[];
}

function RuleRow(props: RuleRowProps) {
  const { rule, pointId, mayEdit, opened, onShow, schema, name, quantity, problem, tags } = props;
  const t = useTranslations('point');
  const words = useTranslations('rules');
  const backTest = useTranslations('backTest');
  const locale = useLocale();
  const reader = useParamReader(quantity);
  const [shown, setShown] = useState<'nothing' | 'edit' | 'back-test'>(opened && mayEdit ? 'edit' : 'nothing');
  const [draft, setDraft] = useState<unknown>(() => opened && withTuning(rule.params, opened));
  const comesAndGoes = useAlarms().some((alarm) => alarm.ruleId === rule.id && alarmRemark(alarm) !== null);
  const edit = (params: unknown) => {
    setDraft(params);
    setShown('edit');
  };
  return (
    <li className={styles['rule']} id={`rule-${rule.id}`} data-testid="rule">
      <strong>{name?.[locale] ?? rule.type}</strong> · {priorityWords[rule.priority][locale]}
      {!rule.isEnabled && ` · ${t('disabled')}`}
      <span className={styles['params']}>{paramsInWords(rule.params, reader).join(' · ')}</span>
      {problem && (
        <p className={styles['problem']} data-testid="rule-problem">
          ⚠ {ruleProblemWords[problem.kind][locale]} ({problem.detail}), <TimeText at={problem.since} />
        </p>
      )}
      {rule.response && <p>{rule.response[locale]}</p>}
      {schema && shown !== 'edit' && comesAndGoes && (
        <TuningProposal
          pointId={pointId}
          ruleId={rule.id}
          onUse={mayEdit ? (tuning) => edit(withTuning(rule.params, tuning)) : null}
        />
      )}
      {schema && shown === 'nothing' && (
        <Group gap="xs" mt="xs">
          {mayEdit && (
            <Button variant="default" size="compact-md" onClick={() => edit(rule.params)}>
              {words('edit')}
            </Button>
          )}
          <Button variant="default" size="compact-md" onClick={() => setShown('back-test')}>
            {backTest('open')}
          </Button>
        </Group>
      )}
      {schema && (
        <Link className={styles['why']} href={`/alarms/rationalisation?rule=${rule.id}`}>
          {words('rationale')}
        </Link>
      )}
      {schema && <RuleHistory ruleId={rule.id} quantity={quantity} />}
      {schema && mayEdit && shown === 'edit' && (
        <RuleForm
          rule={{ ...rule, params: draft }}
          schema={schema}
          quantity={quantity}
          tags={tags}
          onDone={() => setShown('nothing')}
        />
      )}
      {schema && shown === 'back-test' && (
        <BackTest
          rule={rule}
          pointId={pointId}
          schema={schema}
          quantity={quantity}
          tags={tags}
          onShow={onShow}
          onChange={mayEdit ? edit : null}
          onClose={() => setShown('nothing')}
        />
      )}
    </li>
  );
}
