'use client';
import { useMantineColorScheme } from '@mantine/core';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useId } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { signOut } from '../../features/sign-in/sign-out.ts';
import styles from './app-shell.module.css';

const year = 365 * 86_400;

/** Who is signed in, how it looks, in which language, and out. */
export function PersonMenu({ name }: { readonly name: string }) {
  const t = useTranslations('shell');
  const locale = useLocale();
  const router = useRouter();
  const id = useId();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const setLocale = (chosen: string) => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox
    document.cookie = `wachter-locale=${chosen}; Path=/; Max-Age=${year}; SameSite=Strict`;
    document.documentElement.lang = chosen;
    router.refresh();
  };
  return (
    <details className={styles['person']}>
      <summary>{name}</summary>
      <div className={styles['menu']}>
        <label htmlFor={`${id}-theme`}>{t('theme')}</label>
        <select
          id={`${id}-theme`}
          value={colorScheme}
          onChange={(event) => setColorScheme(event.currentTarget.value as typeof colorScheme)}
          suppressHydrationWarning
        >
          <option value="auto">{t('themeAuto')}</option>
          <option value="light">{t('themeLight')}</option>
          <option value="dark">{t('themeDark')}</option>
        </select>
        <label htmlFor={`${id}-language`}>{t('language')}</label>
        <select id={`${id}-language`} value={locale} onChange={(event) => setLocale(event.currentTarget.value)}>
          <option value="en">English</option>
          <option value="nl">Nederlands</option>
        </select>
        <Link href="/change-password">{t('changePassword')}</Link>
        <form action={signOut}>
          <button type="submit">{t('signOut')}</button>
        </form>
      </div>
    </details>
  );
}
