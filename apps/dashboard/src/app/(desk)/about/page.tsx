import type { Metadata } from 'next';
import { words } from '../../../i18n/words.ts';
import { requireContext } from '../../../server/context.ts';
import { versions } from '../../../server/versions.ts';
import { PageTitle } from '../../../ui/page-title.tsx';
import { Tile } from '../../../ui/tile.tsx';
import styles from './about.module.css';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await words('shell'))('nav.about') };
}

export default async function AboutPage() {
  await requireContext();
  const t = await words('about');
  const { product, node, framework } = versions();
  return (
    <div style={{ maxWidth: '72ch' }}>
      <PageTitle title={t('title')} />
      <Tile className={styles['text']}>
        <p>{t('safety')}</p>
        <p>{t('readOnly')}</p>
        <h2>{t('licence')}</h2>
        <p>{t('licenceText')}</p>
        <h2>{t('versions')}</h2>
        <p>
          {t('product')} {product} · {t('server')} {node} · {t('framework')} {framework}
        </p>
        <h2>{t('help')}</h2>
        <p>
          <a href="/api/v1/openapi.json">{t('helpText', { path: '/api/v1/openapi.json' })}</a>
        </p>
      </Tile>
    </div>
  );
}
