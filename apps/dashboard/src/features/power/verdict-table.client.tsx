'use client';
import type { LineFinding, Verdict, Words } from '@wachter/core';
import { useLocale, useTranslations } from 'use-intl';
import { OutcomeMark } from './outcome-mark.client.tsx';
import styles from './power.module.css';

export type NamedVerdict = Verdict & { readonly name: Words };

/** What one rule set says of a run, a row for each finding: measured, limit, uncertainty, verdict, and the sentence that says why. */
export function VerdictTable({ verdict }: { readonly verdict: NamedVerdict }) {
  const t = useTranslations('power');
  const locale = useLocale();
  return (
    <div className={styles['rule']}>
      <div className={styles['head']}>
        <h3>{verdict.name[locale]}</h3>
        <OutcomeMark outcome={verdict.outcome} />
        <span className={styles['second']}>
          {verdict.isApproved ? verdict.edition : t('edition', { edition: verdict.edition })}
        </span>
      </div>
      <table className={styles['criteria']}>
        <caption className="visually-hidden">{verdict.name[locale]}</caption>
        <thead>
          <tr>
            <th scope="col">{t('criterion')}</th>
            <th scope="col">{t('measuredValue')}</th>
            <th scope="col">{t('limit')}</th>
            <th scope="col">{t('uncertainty')}</th>
            <th scope="col">{t('verdict')}</th>
          </tr>
        </thead>
        <tbody>
          {verdict.findings.map((finding) => (
            <FindingRow key={`${finding.criterion} ${finding.sentence.en}`} finding={finding} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function FindingRow({ finding }: { readonly finding: LineFinding }) {
  const t = useTranslations('power');
  const locale = useLocale();
  const { name, sentence, isRequired, outcome, figures } = finding;
  return (
    <tr data-outcome={outcome}>
      <th scope="row">
        {name[locale]}
        {!isRequired && <span className={styles['second']}> ({t('informative')})</span>}
        <span className={styles['sentence']}>{sentence[locale]}</span>
      </th>
      <td data-label={t('measuredValue')}>{figures?.measured?.[locale] ?? '–'}</td>
      <td data-label={t('limit')}>{figures?.limit?.[locale] ?? '–'}</td>
      <td data-label={t('uncertainty')}>{figures?.uncertainty?.[locale] ?? '–'}</td>
      <td data-label={t('verdict')}>
        <OutcomeMark outcome={outcome} />
      </td>
    </tr>
  );
}
