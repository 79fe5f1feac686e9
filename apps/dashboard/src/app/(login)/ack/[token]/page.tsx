import type { Metadata } from 'next';
import { acknowledgeLinked } from '../../../../features/ack/acknowledge-by-link.ts';
import styles from '../../../../features/sign-in/sign-in.module.css';
import { words } from '../../../../i18n/words.ts';
import { readLocale } from '../../../../server/preferences.ts';
import { readAckPage } from '../../../../server/reads/ack-link.ts';

interface AckProps {
  readonly params: Promise<{ readonly token: string }>;
  readonly searchParams: Promise<{ readonly said?: string | string[] }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await words('ack'))('title'), referrer: 'no-referrer', robots: { index: false } };
}

/** A link that asks for nothing any more. */
function spentWord(kind: 'unknown' | 'used' | 'expired' | 'not-allowed', said: string | string[] | undefined) {
  if (kind !== 'used') return kind;
  return said === 'acknowledged' || said === 'drill-done' ? said : kind;
}

const refused = ['already-acknowledged', 'superseded', 'not-found', 'comment-required', 'foreign'] as const;

/** The link of a message: shows the alarm and asks for a press. Opening it never acknowledges. */
export default async function AckPage({ params, searchParams }: AckProps) {
  const [{ token }, { said }, t, locale] = await Promise.all([params, searchParams, words('ack'), readLocale()]);
  const view = await readAckPage(token, locale);
  const refusal = refused.find((kind) => kind === said);
  const isDrill = view.kind === 'drill' || said === 'drill-done';
  return (
    <main className={styles['page']}>
      <section className={styles['card']}>
        <h1 className={styles['title']}>{t(isDrill ? 'drillTitle' : 'title')}</h1>
        {refusal && (
          <p role="alert" className={styles['refusal']}>
            {t(refusal)}
          </p>
        )}
        {view.kind === 'alarm' || view.kind === 'drill' ? (
          <form action={acknowledgeLinked} className={styles['form']}>
            <p>{view.kind === 'drill' ? t('drill') : view.sentence}</p>
            <p>{t(view.kind === 'drill' ? 'drillPerson' : 'asPerson', { person: view.person })}</p>
            <input type="hidden" name="token" value={token} />
            {view.kind === 'alarm' && (
              <label className={styles['field']}>
                {t('comment')}
                <input name="comment" maxLength={1000} autoComplete="off" />
              </label>
            )}
            <button type="submit" className={styles['submit']}>
              {t(view.kind === 'drill' ? 'drillConfirm' : 'confirm')}
            </button>
          </form>
        ) : (
          <p role="status">{t(spentWord(view.kind, said))}</p>
        )}
        <a href="/alarms">{t('list')}</a>
      </section>
    </main>
  );
}
