import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { isOwnPath } from '../../../features/sign-in/own-path.ts';
import styles from '../../../features/sign-in/sign-in.module.css';
import { SignInForm } from '../../../features/sign-in/sign-in-form.client.tsx';
import { words } from '../../../i18n/words.ts';
import { readSignedIn } from '../../../server/context.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await words('login'))('title') };
}

export default async function LoginPage({
  searchParams,
}: {
  readonly searchParams: Promise<{ readonly to?: string | string[] }>;
}) {
  const { to } = await searchParams;
  // A database that is away must not hide the form: it says so itself when it is sent.
  const signedIn = await readSignedIn().catch(() => null);
  if (signedIn) redirect(signedIn.mustChangePassword ? '/change-password' : '/');
  const [t, about] = await Promise.all([words('login'), words('about')]);
  const wanted = typeof to === 'string' && isOwnPath(to) ? to : undefined;
  return (
    <main className={styles['page']}>
      <section className={styles['card']}>
        <h1 className={styles['title']}>{t('title')}</h1>
        <SignInForm to={wanted} />
      </section>
      <p className={styles['safety']}>{about('safety')}</p>
    </main>
  );
}
