'use client';
import { Button } from '@mantine/core';
import type { Checklist, Words } from '@wachter/core';
import { handReadingById } from '@wachter/core/power/record/readings';

import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { PageTitle } from '../../ui/page-title.tsx';
import { TimeText } from '../../ui/time-text.client.tsx';
import { draftOf } from './draft.ts';
import { Photos } from './photos.client.tsx';
import { type RecordAbout, RecordForm } from './record-form.client.tsx';
import styles from './records.module.css';
import { SignForm } from './sign-form.client.tsx';
import type { RecordVersion } from './view.ts';

interface RecordPageProps {
  readonly about: RecordAbout;
  readonly name: Words;
  readonly list: Checklist;
  readonly versions: readonly RecordVersion[];
  readonly may: { readonly edit: boolean; readonly sign: boolean; readonly approve: boolean };
}

/** One record: being written, or as it was written, with who signed which version. */
export function RecordPage({ about, name, list, versions, may }: RecordPageProps) {
  const t = useTranslations('records');
  const locale = useLocale();
  const [isCorrecting, setCorrecting] = useState(false);
  const last = versions.at(-1);
  if (!last) {
    return (
      <>
        <PageTitle title={name[locale]} sub={t('newHint')} />
        {may.edit ? <RecordForm about={about} list={list} corrects={null} onDone={() => undefined} /> : <p>{t('mayNot')}</p>}
      </>
    );
  }
  const signed = last.signatures.length;
  const correct = may.edit && !isCorrecting && (
    <Button variant="default" onClick={() => setCorrecting(true)}>
      {t('correct')}
    </Button>
  );
  return (
    <>
      <PageTitle title={name[locale]} sub={t(signed === 0 ? 'unsigned' : 'signed', { count: signed })} actions={correct} />
      {isCorrecting ? (
        <RecordForm
          about={about}
          list={list}
          corrects={{ draft: draftOf(last.recordId, last.content), version: last.version, doneAt: last.content.doneAt }}
          onDone={() => setCorrecting(false)}
        />
      ) : (
        <>
          <Content version={last} list={list} />
          <Signatures version={last} may={may} />
        </>
      )}
      {versions.length > 1 && <Versions versions={versions} list={list} />}
    </>
  );
}

function Content({ version: { content, recordedBy }, list }: { readonly version: RecordVersion; readonly list: Checklist }) {
  const t = useTranslations('records');
  const locale = useLocale();
  return (
    <section className={styles['section']}>
      <p>
        <TimeText at={content.doneAt} style="full" />, {recordedBy}
      </p>
      <dl className={styles['said']}>
        {list.checks.map(({ id, name }) => (
          <div key={id}>
            <dt>{name[locale]}</dt>
            <dd data-said={content.checks[id] ?? 'not-done'}>{t(`answers.${content.checks[id] ?? 'not-done'}`)}</dd>
          </div>
        ))}
        {list.readings.map((id) => {
          const reading = handReadingById(id);
          const value = content.readings[id];
          return reading && value !== undefined ? (
            <div key={id}>
              <dt>{reading.name[locale]}</dt>
              <dd>
                {value} {reading.unit}
              </dd>
            </div>
          ) : null;
        })}
      </dl>
      {content.findings.map(({ text, correction }) => (
        <p key={text}>
          <strong>{t('finding')}:</strong> {text}
          {correction !== '' && ` (${t('corrected', { correction })})`}
        </p>
      ))}
      {content.remarks !== '' && <p>{content.remarks}</p>}
      <Photos hashes={content.photos} />
    </section>
  );
}

function Signatures({ version, may }: { readonly version: RecordVersion; readonly may: RecordPageProps['may'] }) {
  const t = useTranslations('records');
  const { recordId, version: number, contentHash, signatures } = version;
  const seen = { recordId, version: number, contentHash };
  const isPerformed = signatures.some(({ role }) => role === 'performed');
  const isApproved = signatures.some(({ role }) => role === 'approved');
  return (
    <section className={styles['section']}>
      <h2>{t('signatures')}</h2>
      <ul className={styles['signatures']}>
        {signatures.map(({ role, name, signedAt }) => (
          <li key={role}>
            {t(`by.${role}`)} <strong>{name}</strong>, <TimeText at={signedAt} style="full" />
          </li>
        ))}
      </ul>
      <p className={styles['second']}>{t('fingerprint', { hash: contentHash.slice(0, 16), version: String(number) })}</p>
      {!isPerformed && may.sign && <SignForm by="performed" seen={seen} />}
      {isPerformed && !isApproved && may.approve && <SignForm by="approved" seen={seen} />}
    </section>
  );
}

function Versions({ versions, list }: { readonly versions: readonly RecordVersion[]; readonly list: Checklist }) {
  const t = useTranslations('records');
  const locale = useLocale();
  const labelOf = (path: string): string => {
    const [part = '', id = ''] = path.split('.');
    if (part === 'checks') return list.checks.find((one) => one.id === id)?.name[locale] ?? id;
    if (part === 'readings') return handReadingById(id)?.name[locale] ?? id;
    return t(part === 'findings' ? 'finding' : part === 'photos' ? 'photos' : part === 'doneAt' ? 'doneAt' : 'remarks');
  };
  return (
    <section className={styles['section']}>
      <h2>{t('versions')}</h2>
      <ol className={styles['versions']} reversed>
        {versions.toReversed().map(({ version, recordedAt, recordedBy, changes, signatures }) => (
          <li key={version}>
            <TimeText at={recordedAt} style="full" />, {recordedBy}; {t('signedCount', { count: signatures.length })}
            <ul>
              {changes.map(({ path, before, after }) => (
                <li key={path}>
                  {labelOf(path)}: <s>{before === '' ? '–' : before}</s> → {after === '' ? '–' : after}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </section>
  );
}
