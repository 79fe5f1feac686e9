'use client';
import type { DiagramBox, OneLine, PowerThing, SiteModel } from '@wachter/core';
import { layoutOf, oneLine } from '@wachter/core/power/one-line/diagram';
import { fuelHours } from '@wachter/core/power/one-line/fuel';
import { powerThings } from '@wachter/core/power/one-line/thing';
import { sayHours } from '@wachter/core/power/one-line/words';
import { type CSSProperties, useMemo } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { usePointStates, useServerNow } from '../../live/use-live.client.ts';
import { useQuantities } from '../../ui/catalogue.client.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { EmptyState } from '../../ui/state-message.tsx';
import styles from './one-line.module.css';
import { OneLineBox } from './one-line-box.client.tsx';
import { rowGeometry } from './one-line-geometry.ts';
import { OneLineLines } from './one-line-lines.client.tsx';

/** The power path of each site, drawn from what feeds what, with what its points say now. */
export function OneLineView({ model }: { readonly model: SiteModel }) {
  const t = useTranslations('oneLine');
  const states = usePointStates();
  const quantities = useQuantities();
  const now = useServerNow();
  const sites = model.sites.map((site) => {
    const equipment = model.equipment.filter(({ siteId }) => siteId === site.id);
    return { site, things: powerThings({ equipment, points: model.points, states, quantities }, now) };
  });
  const drawn = sites.filter(({ things }) => things.some(({ fedBy }) => fedBy.length > 0));
  return (
    <>
      <PageTitle title={<Title sites={drawn} />} sub={t('hint')} />
      {drawn.length === 0 && <EmptyState title={t('none')} hint={t('noneHint')} />}
      {drawn.map(({ site, things }) => (
        <section key={site.id} className={styles['site']} aria-label={site.name}>
          {drawn.length > 1 && <h2>{site.name}</h2>}
          <Fuel things={things} />
          <Diagram model={model} things={things} />
        </section>
      ))}
      {drawn.length > 0 && <Legend />}
    </>
  );
}

function Title({ sites }: { readonly sites: readonly { readonly things: readonly PowerThing[] }[] }) {
  const t = useTranslations('oneLine');
  const ends = sites.flatMap(({ things }) => oneLine(things).boxes).filter(({ kind }) => kind === 'load');
  const dead = ends.filter(({ energy }) => energy === 'dead').length;
  const unknown = ends.filter(({ energy }) => energy === 'unknown').length;
  if (ends.length === 0) return t('titlePlain');
  if (dead > 0) return t('titleDead', { count: dead });
  return unknown > 0 ? t('titleUnknown', { count: unknown }) : t('titleLive');
}

function Fuel({ things }: { readonly things: readonly PowerThing[] }) {
  const t = useTranslations('oneLine');
  const locale = useLocale();
  if (!things.some(({ kind }) => kind === 'genset')) return null;
  const fuel = fuelHours(things);
  if (fuel.kind === 'unknown') return <p className={styles['unknown']}>{t(`fuelUnknown.${fuel.why}`)}</p>;
  const { hours, litres, loadKw, isAssumed } = fuel;
  const numbers = { hours: sayHours(hours, locale), litres: Math.round(litres), kw: Math.round(loadKw) };
  return (
    <p>
      {t('fuel', numbers)} {isAssumed && t('fuelAssumed')}
    </p>
  );
}

function Diagram({ model, things }: { readonly model: SiteModel; readonly things: readonly PowerThing[] }) {
  const t = useTranslations('oneLine');
  const drawing = oneLine(things);
  const layout = useLayout(drawing);
  const fullest = Array.from({ length: layout.rows }, (_, row) =>
    Math.max(0, ...drawing.boxes.map(({ id, readings }) => (layout.places.get(id)?.row === row ? readings.length : 0))),
  );
  const rows = rowGeometry(fullest);
  const inOrder = drawing.boxes.toSorted((a, b) => orderOf(layout, a.id) - orderOf(layout, b.id));
  const byId = new Map(drawing.boxes.map((box) => [box.id, box]));
  return (
    <div className={styles['diagram']} style={{ '--total': `${rows.total}px` } as CSSProperties} data-testid="one-line">
      <OneLineLines lines={drawing.lines} layout={layout} rows={rows} />
      <ol aria-label={t('list')}>
        {inOrder.map((box) => {
          const place = layout.places.get(box.id) ?? { column: 0, row: 0 };
          return (
            <OneLineBox
              key={box.id}
              model={model}
              box={box}
              sources={drawing.lines
                .filter(({ target }) => target === box.id)
                .map((line) => ({ line, box: byId.get(line.source) }))}
              at={{
                left: (100 * (place.column + 0.5)) / layout.columns,
                width: 100 / layout.columns,
                top: rows.tops[place.row] ?? 0,
                height: rows.heights[place.row] ?? 0,
                depth: place.row,
              }}
            />
          );
        })}
      </ol>
    </div>
  );
}

/** Row by row, from left to right. */
const orderOf = ({ places, columns }: ReturnType<typeof layoutOf>, id: string): number => {
  const place = places.get(id);
  return place ? place.row * (columns + 1) + place.column : 0;
};

/** Made again only when somebody joined something anew: values do not move boxes. */
function useLayout({ boxes }: OneLine): ReturnType<typeof layoutOf> {
  const key = JSON.stringify(boxes.map(({ id, fedBy }: DiagramBox) => [id, fedBy]));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says all of the boxes that a layout depends on
  return useMemo(() => layoutOf({ boxes }), [key]);
}

function Legend() {
  const t = useTranslations('oneLine');
  return (
    <ul className={styles['legend']}>
      {(['live', 'dead', 'unknown', 'fuel'] as const).map((kind) => (
        <li key={kind}>
          <svg width="44" height="10" aria-hidden="true">
            <path
              className={styles['line']}
              data-energy={kind === 'fuel' ? 'live' : kind}
              data-fuel={kind === 'fuel'}
              d="M2 5H42"
            />
          </svg>
          {t(kind === 'fuel' ? 'fuelLine' : `energy.${kind}`)}
        </li>
      ))}
    </ul>
  );
}
