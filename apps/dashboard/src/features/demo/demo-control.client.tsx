'use client';
import { Button } from '@mantine/core';
import type { Words } from '@wachter/core';
import { formatDuration } from '@wachter/core/alarm/describe';
import { useLocale, useTranslations } from 'use-intl';
import { PageTitle } from '../../ui/page-title.tsx';
import { Problem } from '../../ui/problem.client.tsx';
import { Tile } from '../../ui/tile.tsx';
import { useAct } from '../../ui/use-act.client.ts';
import { play } from './actions.ts';
import styles from './demo.module.css';

interface DemoControlProps {
  readonly scenarios: readonly {
    readonly name: string;
    readonly title: Words;
    readonly description: Words;
    readonly steps: readonly { readonly atSeconds: number; readonly say: Words }[];
  }[];
  readonly playing: string | null;
}

/** Starts the simulator's scenarios; on the demo site only. */
export function DemoControl({ scenarios, playing }: DemoControlProps) {
  const t = useTranslations('demo');
  const locale = useLocale();
  const { act, isBusy, problem } = useAct();
  const current = scenarios.find((scenario) => scenario.name === playing && scenario.name !== 'calm');
  return (
    <>
      <PageTitle
        title={current ? t('titlePlaying', { name: current.title[locale] }) : t('titleCalm')}
        sub={t('hint')}
        actions={
          <Button size="md" variant="default" loading={isBusy} onClick={() => act(() => play(null))}>
            {t('stop')}
          </Button>
        }
      />
      <Problem text={problem} />
      <div className={styles['scenarios']}>
        {scenarios
          .filter((scenario) => scenario.name !== 'calm')
          .map((scenario) => (
            <Tile key={scenario.name} as="article" label={scenario.title[locale]}>
              <h2 className={styles['heading']}>{scenario.title[locale]}</h2>
              <p>{scenario.description[locale]}</p>
              <ol className={styles['steps']}>
                {scenario.steps.map((step) => (
                  <li key={`${step.atSeconds} ${step.say.en}`}>
                    <span className={styles['quiet']}>
                      {step.atSeconds === 0 ? t('atOnce') : t('after', { time: formatDuration(step.atSeconds, locale) })}
                    </span>{' '}
                    {step.say[locale]}
                  </li>
                ))}
              </ol>
              <Button
                size="md"
                loading={isBusy}
                onClick={() => act(() => play(scenario.name))}
                data-testid={`play-${scenario.name}`}
              >
                {t('play')}
              </Button>
            </Tile>
          ))}
      </div>
    </>
  );
}
