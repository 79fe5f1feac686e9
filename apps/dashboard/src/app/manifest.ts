import type { MetadataRoute } from 'next';

/** What a phone needs to install Wachter: it opens at the alarms. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    id: '/',
    name: 'Wachter',
    short_name: 'Wachter',
    description: 'The physical environment of a data centre, as it is now.',
    start_url: '/alarms',
    scope: '/',
    display: 'standalone',
    background_color: '#101418',
    theme_color: '#1a2026',
    icons: [
      { src: '/icons/192.png', sizes: '192x192', type: 'image/png' },
      { src: '/icons/512.png', sizes: '512x512', type: 'image/png' },
      { src: '/icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
  };
}
