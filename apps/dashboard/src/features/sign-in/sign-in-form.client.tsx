'use client';
import { useActionState } from 'react';
import { useTranslations } from 'use-intl';
import styles from './sign-in.module.css';
import { type SignInState, signIn } from './sign-in.ts';

export function SignInForm({ to }: { readonly to: string | undefined }) {
  const t = useTranslations('login');
  const [state, submit, isPending] = useActionState<SignInState, FormData>(signIn, null);
  return (
    <form action={submit} className={styles['form']}>
      {state && (
        <p role="alert" className={styles['refusal']}>
          {state.kind === 'slow-down' && t('slowDown', { seconds: String(state.seconds) })}
          {state.kind === 'refused' && t('refused', { origin: state.origin })}
          {(state.kind === 'wrong' || state.kind === 'failed') && t(state.kind)}
        </p>
      )}
      <label className={styles['field']}>
        {t('email')}
        <input name="email" type="email" autoComplete="username" required maxLength={254} defaultValue={state?.email ?? ''} />
      </label>
      <label className={styles['field']}>
        {t('password')}
        <input name="password" type="password" autoComplete="current-password" required maxLength={128} />
      </label>
      {to && <input type="hidden" name="to" value={to} />}
      <button type="submit" className={styles['submit']} disabled={isPending}>
        {t('submit')}
      </button>
    </form>
  );
}
