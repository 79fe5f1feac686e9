import { notFound as showNotFound } from 'next/navigation';
import { words } from '../i18n/words.ts';
import { ErrorState, NotAllowed } from './state-message.tsx';

interface RefusalProps {
  readonly error: { readonly kind: string; readonly reason?: string; readonly issues?: readonly { readonly message: string }[] };
}

/** A read that was refused, as a screen: not allowed, not there, or asked in a way that makes no sense. */
export async function Refusal({ error }: RefusalProps) {
  if (error.kind === 'not-found') showNotFound();
  const t = await words('shell');
  if (error.kind === 'forbidden') return <NotAllowed title={t('notAllowedTitle')} hint={t('notAllowedHint')} />;
  return <ErrorState title={t('errorTitle')} hint={error.issues?.map((issue) => issue.message).join('; ')} />;
}
