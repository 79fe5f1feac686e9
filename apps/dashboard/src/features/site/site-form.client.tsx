'use client';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import type { Site } from '@wachter/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Form } from '../../ui/form.client.tsx';
import { Problem } from '../../ui/problem.client.tsx';
import { useAct } from '../../ui/use-act.client.ts';
import { changeSite, newSite } from './actions.ts';
import styles from './site.module.css';
import { slugOf } from './slug-of.ts';

/** Name and time zone of a site; makes it when there is none. */
export function SiteForm({ site }: { readonly site: Site | null }) {
  const t = useTranslations('site');
  const { act, isBusy, problem } = useAct();
  const [name, setName] = useState(site?.name ?? '');
  const [timeZone, setTimeZone] = useState(site?.timeZone ?? '');
  const [isSaved, setSaved] = useState(false);
  const zone = timeZone || Intl.DateTimeFormat().resolvedOptions().timeZone;
  const send = async () => {
    const done = site
      ? await act(() => changeSite({ id: site.id, name, timeZone: zone }))
      : await act(() => newSite({ slug: slugOf(name), name, timeZone: zone }));
    setSaved(done !== null);
  };
  return (
    <Form className={styles['row']} onSend={send}>
      <TextInput
        label={t('siteName')}
        required
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <NativeSelect
        label={t('timeZone')}
        value={zone}
        onChange={(event) => setTimeZone(event.currentTarget.value)}
        data={Intl.supportedValuesOf('timeZone')}
        suppressHydrationWarning
      />
      <Button type="submit" size="md" loading={isBusy}>
        {t('save')}
      </Button>
      {isSaved && <output>{t('saved')}</output>}
      <Problem text={problem} />
    </Form>
  );
}
