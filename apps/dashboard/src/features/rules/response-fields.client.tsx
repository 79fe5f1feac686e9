'use client';
import { NumberInput, Textarea } from '@mantine/core';
import type { Locale } from '@wachter/core';
import { useLocale, useTranslations } from 'use-intl';
import type { ParamIssue } from './param-control.client.tsx';
import { type RuleDraft, type TextField, textFields, withText } from './rule-draft.ts';
import styles from './rules.module.css';

interface ResponseFieldsProps {
  readonly draft: RuleDraft;
  readonly issues: readonly ParamIssue[];
  readonly onChange: (draft: RuleDraft) => void;
}

const written: readonly (TextField | 'checklist')[] = [...textFields, 'checklist'];

/** What people read with the alarm: cause, consequence, what to do and by when. In the language of the page first; the other one below. */
export function ResponseFields(props: ResponseFieldsProps) {
  const t = useTranslations('rules');
  const locale = useLocale();
  const other = locale === 'en' ? 'nl' : 'en';
  const { draft, issues, onChange } = props;
  const errorOf = (field: string) => issues.find(({ path }) => path === field)?.message ?? null;
  return (
    <section className={styles['response']} aria-label={t('responseTitle')}>
      <h4 className={styles['part']}>{t('responseTitle')}</h4>
      <p className={styles['quiet']}>{t('responseHint')}</p>
      {written.map((field) => (
        <RuleText key={field} {...props} field={field} locale={locale} />
      ))}
      <NumberInput
        label={t('respondWithin')}
        description={t('respondWithinHint')}
        error={errorOf('respondWithinMinutes')}
        min={1}
        max={10_080}
        value={draft.respondWithinMinutes ?? ''}
        onChange={(next) => onChange({ ...draft, respondWithinMinutes: next === '' ? null : Number(next) })}
      />
      <NumberInput
        label={t('acknowledgeHolds')}
        description={t('acknowledgeHoldsHint')}
        error={errorOf('acknowledgeHoldsMinutes')}
        min={5}
        max={10_080}
        value={draft.acknowledgeHoldsMinutes ?? ''}
        onChange={(next) => onChange({ ...draft, acknowledgeHoldsMinutes: next === '' ? null : Number(next) })}
      />
      <details className={styles['wide']}>
        <summary className={styles['more']}>{t(`language.${other}`)}</summary>
        <div className={styles['form']}>
          {written.map((field) => (
            <RuleText key={field} {...props} field={field} locale={other} />
          ))}
        </div>
      </details>
    </section>
  );
}

interface RuleTextProps extends ResponseFieldsProps {
  readonly field: TextField | 'checklist';
  readonly locale: Locale;
}

function RuleText({ draft, issues, onChange, field, locale }: RuleTextProps) {
  const t = useTranslations('rules');
  const issue = issues.find(({ path }) => path === `${field}.${locale}` || (field === 'checklist' && path.startsWith(field)));
  return (
    <Textarea
      className={styles['wide']}
      label={t(`text.${field}`)}
      description={t(`textHint.${field}`)}
      error={issue?.message ?? null}
      lang={locale}
      maxLength={2000}
      autosize
      value={draft.texts[field][locale]}
      onChange={(event) => onChange(withText(draft, field, { locale, text: event.currentTarget.value }))}
    />
  );
}
