'use client';
import { Button } from '@mantine/core';
import type { ModelPoint, RuleInstance, SiteModel } from '@wachter/core';
import { formatDuration } from '@wachter/core/alarm/describe';
import { priorityWords } from '@wachter/core/alarm/words';
import Link from 'next/link';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { useQuantity } from '../../ui/catalogue.client.tsx';
import { Tile } from '../../ui/tile.tsx';
import type { ParamSchema } from '../rules/param-fields.ts';
import { RuleForm } from '../rules/rule-form.client.tsx';
import styles from './point.module.css';

interface PointAboutProps {
  readonly model: SiteModel;
  readonly point: ModelPoint;
  readonly rules: readonly RuleInstance[];
  /** Schemas of rule types for whoever may edit rules; null for everybody else. */
  readonly schemas: Readonly<Record<string, ParamSchema>> | null;
}

/** The rules that guard a point, and what it is and where it comes from. */
export function PointAbout({ model, point, rules, schemas }: PointAboutProps) {
  const t = useTranslations('point');
  const locale = useLocale();
  const quantity = useQuantity(point.quantity);
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
              schema={schemas?.[rule.type] ?? null}
              states={quantity?.states?.map((state) => state.id) ?? []}
            />
          ))}
        </ul>
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
      </Tile>
    </div>
  );
}

interface RuleRowProps {
  readonly rule: RuleInstance;
  readonly schema: ParamSchema | null;
  readonly states: readonly string[];
}

function RuleRow({ rule, schema, states }: RuleRowProps) {
  const t = useTranslations('point');
  const words = useTranslations('rules');
  const locale = useLocale();
  const [isEdited, setEdited] = useState(false);
  return (
    <li className={styles['rule']} data-testid="rule">
      <strong>{rule.type}</strong> {priorityWords[rule.priority][locale]}
      {!rule.isEnabled && ` · ${t('disabled')}`}
      <code className={styles['params']}>{paramsText(rule.params)}</code>
      {rule.response && <p>{rule.response[locale]}</p>}
      {schema && !isEdited && (
        <Button variant="default" size="compact-md" mt="xs" onClick={() => setEdited(true)}>
          {words('edit')}
        </Button>
      )}
      {schema && isEdited && <RuleForm rule={rule} schema={schema} states={states} onDone={() => setEdited(false)} />}
    </li>
  );
}

/** Parameters as `high.warning 27 · hysteresis 0.5`, in the order they were written. */
export function paramsText(params: unknown, path = ''): string {
  if (typeof params !== 'object' || params === null) return `${path} ${String(params)}`;
  return Object.entries(params)
    .map(([key, value]) => paramsText(value, path === '' ? key : `${path}.${key}`))
    .join(' · ');
}
