import Link from 'next/link';
import { words } from '../i18n/words.ts';
import { EmptyState, ErrorState, NotAllowed } from './state-message.tsx';

interface RefusalProps {
  readonly error: { readonly kind: string; readonly reason?: string; readonly issues?: readonly { readonly message: string }[] };
}

/** A read that was refused, as a screen: not allowed, not there, or asked in a way that makes no sense. */
export async function Refusal({ error }: RefusalProps) {
  const t = await words('shell');
  // Not the framework's notFound: thrown in a page that streams already, it comes with 200 and an error in the console.
  if (error.kind === 'not-found')
    return (
      <EmptyState title={t('notFoundTitle')} hint={t('notFoundHint')}>
        <Link href="/">{t('toOverview')}</Link>
      </EmptyState>
    );
  if (error.kind === 'forbidden') return <NotAllowed title={t('notAllowedTitle')} hint={t('notAllowedHint')} />;
  return <ErrorState title={t('errorTitle')} hint={error.issues?.map((issue) => issue.message).join('; ')} />;
}
