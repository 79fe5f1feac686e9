'use client';
import type { SiteModel } from '@wachter/core';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { useDeviceStates } from '../../live/use-live.client.ts';
import { Tile } from '../../ui/tile.tsx';
import { guideSteps } from './guide-steps.ts';
import styles from './site.module.css';
import { SiteForm } from './site-form.client.tsx';

/** The way from an empty product to a guarded point; goes away by itself when it is walked. */
export function Guide({ model }: { readonly model: SiteModel }) {
  const t = useTranslations('site');
  const states = useDeviceStates();
  const steps = guideSteps(model, states);
  const current = steps.find((step) => !step.isDone);
  if (!current) return null;
  return (
    <Tile as="section">
      <h2 className={styles['heading']}>{t('guideTitle')}</h2>
      <ol className={styles['guide']} data-testid="guide">
        {steps.map((step) => (
          <li key={step.id} data-state={step.isDone ? 'done' : step === current ? 'now' : 'later'}>
            {t(`guide.${step.id}`)}
            <span className={styles['quiet']}>
              {step.isDone && ` ✓ ${t('guideDone')}`}
              {step === current && ` ← ${t('guideNow')}`}
            </span>
            {step === current && step.id === 'site' && <SiteForm site={null} />}
            {step === current && step.href && ' '}
            {step === current && step.href && (
              <Link href={step.href} className={styles['link']}>
                {t('goOn')}
              </Link>
            )}
          </li>
        ))}
      </ol>
    </Tile>
  );
}
