'use client';
import { shell } from '../i18n/areas/shell.ts';
import { ErrorState } from './state-message.tsx';

interface PageErrorProps {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}

/** The last net: says so, tries again, and gives a code that stands in the log. It may not rely on anything above it. */
export function PageError({ error, reset }: PageErrorProps) {
  const locale = typeof document !== 'undefined' && document.documentElement.lang === 'nl' ? 'nl' : 'en';
  const t = shell[locale];
  return (
    <ErrorState title={t.errorTitle} hint={t.errorHint}>
      {error.digest && <p>{t.errorCode.replace('{code}', error.digest)}</p>}
      <button type="button" onClick={reset}>
        {t.tryAgain}
      </button>
    </ErrorState>
  );
}
