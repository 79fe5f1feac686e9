'use client';
import { useActionState } from 'react';
import { useTranslations } from 'use-intl';
import { type ChangeState, changePassword } from './change-password.ts';
import styles from './sign-in.module.css';

export function ChangePasswordForm({ email }: { readonly email: string }) {
  const t = useTranslations('login');
  const [state, submit, isPending] = useActionState<ChangeState, FormData>(changePassword, null);
  return (
    <form action={submit} className={styles['form']}>
      {state && (
        <p role="alert" className={styles['refusal']}>
          {t(state.kind)}
        </p>
      )}
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <label className={styles['field']}>
        {t('current')}
        <input name="current" type="password" autoComplete="current-password" required maxLength={200} />
      </label>
      <label className={styles['field']}>
        {t('next')}
        <input
          name="password"
          type="password"
          autoComplete="new-password"
          required
          maxLength={1000}
          aria-describedby="password-rule"
        />
        <span id="password-rule" className={styles['hint']}>
          {t('rule')}
        </span>
      </label>
      <label className={styles['field']}>
        {t('repeat')}
        <input name="repeated" type="password" autoComplete="new-password" required maxLength={1000} />
      </label>
      <button type="submit" className={styles['submit']} disabled={isPending}>
        {t('change')}
      </button>
    </form>
  );
}
