'use client';
import type { DiagramBox, DiagramLine, SiteModel } from '@wachter/core';
import { valueOn } from '@wachter/core/power/one-line/thing';
import { sayShare } from '@wachter/core/power/words';
import { gensetPlate } from '@wachter/core/site/plates/genset';
import Link from 'next/link';
import type { CSSProperties } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { useQuantities } from '../../ui/catalogue.client.tsx';
import { ReadingValue } from '../../ui/reading-value.client.tsx';
import styles from './one-line.module.css';

interface OneLineBoxProps {
  readonly model: SiteModel;
  readonly box: DiagramBox;
  readonly sources: readonly { readonly line: DiagramLine; readonly box: DiagramBox | undefined }[];
  readonly at: {
    readonly left: number;
    readonly width: number;
    readonly top: number;
    readonly height: number;
    readonly depth: number;
  };
}

const marks = { live: '●', dead: '○', unknown: '?' } as const;

/** One element: its name, whether it has power, what its points say, and in words what feeds it. */
export function OneLineBox({ model, box, sources, at }: OneLineBoxProps) {
  const t = useTranslations('oneLine');
  const style = {
    '--left': `${at.left - at.width / 2}%`,
    '--width': `${at.width}%`,
    '--top': `${at.top}px`,
    '--height': `${at.height}px`,
    '--depth': at.depth,
  } as CSSProperties;
  const isFuel = box.kind === 'fuel-tank';
  const fed = sources.map(
    ({ line, box: source }) =>
      `${nameOf(source, t)} (${line.isOpen ? t('open') : t(line.isFuel ? `fuelShort.${line.energy}` : `short.${line.energy}`)})`,
  );
  return (
    <li className={styles['place']} style={style}>
      <article className={styles['box']} data-energy={box.energy}>
        <h3 className={styles['name']}>
          <span aria-hidden="true">{marks[box.energy]}</span> <span className={styles['title']}>{nameOf(box, t)}</span>
          <span className={styles['energy']}>{t(isFuel ? `fuelShort.${box.energy}` : `short.${box.energy}`)}</span>
        </h3>
        {fed.length > 0 && <p className={styles['fed']}>{t('fedBy', { sources: fed.join(', ') })}</p>}
        <Readings model={model} box={box} />
      </article>
    </li>
  );
}

function nameOf(box: DiagramBox | undefined, t: ReturnType<typeof useTranslations<'oneLine'>>): string {
  const [first] = box?.members ?? [];
  if (!box || !first) return '';
  return box.members.length === 1 ? first.name : t('many', { count: String(box.members.length), kind: box.kind });
}

function Readings({ model, box }: { readonly model: SiteModel; readonly box: DiagramBox }) {
  const t = useTranslations('oneLine');
  const locale = useLocale();
  const quantities = useQuantities();
  const [thing] = box.members;
  const rated = thing ? (gensetPlate.of(thing)?.ratedKw ?? null) : null;
  const kw = thing ? valueOn(thing, 'generator-power') : null;
  return (
    <ul className={styles['readings']}>
      {box.readings.map(({ pointId, quantity }) => {
        const point = model.points.find(({ id }) => id === pointId);
        if (!point) return null;
        return (
          <li key={pointId}>
            <Link href={`/points/${pointId}`} aria-label={`${point.name}: ${quantities.get(quantity)?.name[locale] ?? quantity}`}>
              <ReadingValue point={point} size="small" />
            </Link>
            {quantity === 'generator-power' && kw !== null && rated !== null && (
              <span className={styles['share']}>{t('ofPlate', { share: sayShare(kw / rated, locale), kw: rated })}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
