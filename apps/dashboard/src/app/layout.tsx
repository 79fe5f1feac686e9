import '@fontsource-variable/inter/wght.css';
import '../ui/tokens.css';
import '../ui/base.css';
import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { readLocale, readTheme } from '../server/preferences.ts';

export const metadata: Metadata = {
  title: { default: 'Wachter', template: '%s · Wachter' },
  description: 'The physical environment of a data centre, as it is now.',
  robots: { index: false, follow: false },
  appleWebApp: { capable: true, title: 'Wachter', statusBarStyle: 'default' },
  icons: { icon: '/icon.svg', apple: '/icons/180.png' },
};

export const viewport: Viewport = { width: 'device-width', initialScale: 1 };

/** Runs before the first picture, so that nobody meets a flash of the other theme. */
const followSystem =
  "document.documentElement.dataset.mantineColorScheme=matchMedia('(prefers-color-scheme: dark)').matches?'dark':'light'";

export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  const [locale, theme, heads] = await Promise.all([readLocale(), readTheme(), headers()]);
  const nonce = heads.get('x-nonce') ?? '';
  return (
    <html lang={locale} data-mantine-color-scheme={theme === 'auto' ? 'light' : theme} suppressHydrationWarning>
      <body>
        {theme === 'auto' && (
          // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of this file
          <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: followSystem }} />
        )}
        {children}
      </body>
    </html>
  );
}
