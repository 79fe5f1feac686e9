import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { ChangePasswordForm } from '../../../features/sign-in/change-password-form.client.tsx';
import styles from '../../../features/sign-in/sign-in.module.css';
import { words } from '../../../i18n/words.ts';
import { readSignedIn } from '../../../server/context.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await words('login'))('changeTitle') };
}

export default async function ChangePasswordPage() {
  const signedIn = await readSignedIn();
  if (!signedIn) redirect('/login');
  const t = await words('login');
  return (
    <main className={styles['page']}>
      <section className={styles['card']}>
        <h1 className={styles['title']}>{t('changeTitle')}</h1>
        {signedIn.mustChangePassword && <p className={styles['sub']}>{t('changeFirst')}</p>}
        <ChangePasswordForm email={signedIn.email} />
      </section>
    </main>
  );
}
