'use client';
import type { SiteModel } from '@wachter/core';
import { formatNumber } from '@wachter/core/quantity/format';
import Link from 'next/link';
import { useLocale, useTranslations } from 'use-intl';
import { ReadingValue } from '../../ui/reading-value.client.tsx';
import { TimeText } from '../../ui/time-text.client.tsx';
import styles from './one-line.module.css';
import type { ListedString } from './view.ts';

interface UpsBatteriesProps {
  readonly model: SiteModel;
  readonly strings: readonly ListedString[];
}

/** Each UPS with its last self-test, and the strings of its nameplate with what is left of their life. */
export function UpsBatteries({ model, strings }: UpsBatteriesProps) {
  const t = useTranslations('batteries');
  const all = model.equipment.filter(({ kind }) => kind === 'ups');
  if (all.length === 0) return null;
  return (
    <section className={styles['batteries']}>
      <h2>{t('heading')}</h2>
      <ul>
        {all.map((ups) => {
          const test = model.points.find(({ equipmentId, quantity }) => equipmentId === ups.id && quantity === 'ups-test');
          const own = strings.filter((one) => one.ups.id === ups.id);
          return (
            <li key={ups.id}>
              <h3>{ups.name}</h3>
              <p>
                {t('test')}:{' '}
                {test ? (
                  <Link href={`/points/${test.id}`}>
                    <ReadingValue point={test} />
                  </Link>
                ) : (
                  <span className={styles['unknown']}>{t('noTest')}</span>
                )}
              </p>
              {own.length === 0 && <p className={styles['unknown']}>{t('noPlate')}</p>}
              <ul>
                {own.map((one) => (
                  <BatteryLine key={one.number} listed={one} />
                ))}
              </ul>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function BatteryLine({ listed: { number, string, life } }: { readonly listed: ListedString }) {
  const t = useTranslations('batteries');
  const locale = useLocale();
  const percent = (share: number) => `${formatNumber(share * 100, 0, locale)} %`;
  const installed = t('string', {
    number: String(number),
    type: string.type,
    years: formatNumber(life.ageYears, 1, locale),
    life: formatNumber(string.designLifeYears, null, locale),
  });
  return (
    <li data-replace={life.replace.length > 0}>
      <p>
        <strong>{installed}</strong>
        {life.replace.map((reason) => ` · ${t(`replace.${reason}`)}`)}
      </p>
      <p className={styles['second']}>
        {life.used === null
          ? t('usedUnknown', { coverage: percent(life.coverage) })
          : t('used', { used: percent(life.used), coverage: percent(life.coverage) })}{' '}
        {t(life.used === null ? 'endsByCalendar' : 'ends')} <TimeText at={life.endsAt} style="day" />.
      </p>
    </li>
  );
}
