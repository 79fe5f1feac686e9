'use client';
import { Alert, Button, FileInput } from '@mantine/core';
import type { Site } from '@wachter/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Tile } from '../../ui/tile.tsx';
import { importFile } from './actions.ts';
import styles from './site.module.css';

type Imported = Awaited<ReturnType<typeof importFile>>;

/** The whole model as a file: out, and in again after a look at what it would change. */
export function SiteFile({ sites }: { readonly sites: readonly Site[] }) {
  const t = useTranslations('site');
  const [text, setText] = useState<string | null>(null);
  const [checked, setChecked] = useState<Imported | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [isApplied, setApplied] = useState(false);
  const run = async (dryRun: boolean) => {
    if (text === null) return;
    setBusy(true);
    const answer = await importFile(text, dryRun).catch(() => null);
    setBusy(false);
    setChecked(answer);
    setApplied(!dryRun && answer?.ok === true);
  };
  return (
    <Tile as="section">
      <h2 className={styles['heading']}>{t('file')}</h2>
      <p className={styles['quiet']}>{t('fileHint')}</p>
      <div className={styles['row']}>
        {sites.map((site) => (
          <Button key={site.id} component="a" href={`/api/export/site?slug=${site.slug}`} download variant="default" size="md">
            {t('export')} {site.name}
          </Button>
        ))}
        <FileInput
          aria-label={t('choose')}
          placeholder={t('choose')}
          accept=".yaml,.yml"
          onChange={async (file) => {
            setText(file ? await file.text() : null);
            setChecked(null);
            setApplied(false);
          }}
        />
        <Button size="md" variant="default" disabled={text === null} loading={isBusy} onClick={() => run(true)}>
          {t('check')}
        </Button>
        {checked?.ok && !isApplied && (
          <Button size="md" loading={isBusy} onClick={() => run(false)}>
            {t('apply')}
          </Button>
        )}
      </div>
      {isApplied && <output>{t('applied')}</output>}
      {checked && !isApplied && <Outcome checked={checked} />}
    </Tile>
  );
}

function Outcome({ checked }: { readonly checked: Imported }) {
  const t = useTranslations('site');
  const refusals = useTranslations('refusals');
  if (!checked.ok) {
    const { error } = checked;
    const lines =
      error.kind === 'site-file-refused'
        ? error.problems.map((problem) => `${t('line', { line: String(problem.line) })}: ${problem.message}`)
        : [error.kind === 'forbidden' ? refusals('forbidden') : refusals('failed')];
    return (
      <Alert color="gray" role="alert">
        <ul className={styles['plain']}>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </Alert>
    );
  }
  const { added, changed, removed } = checked.value.plan;
  if (added.length + changed.length + removed.length === 0) return <output>{t('planNothing')}</output>;
  const groups = [
    [t('planAdded', { count: added.length }), added],
    [t('planChanged', { count: changed.length }), changed],
    [t('planRemoved', { count: removed.length }), removed],
  ] as const;
  return (
    <div>
      {groups
        .filter(([, items]) => items.length > 0)
        .map(([title, items]) => (
          <details key={title}>
            <summary>{title}</summary>
            <ul>
              {items.map((item) => (
                <li key={`${item.object} ${item.key}`}>
                  {item.object} {item.key} {item.name}
                </li>
              ))}
            </ul>
          </details>
        ))}
    </div>
  );
}
