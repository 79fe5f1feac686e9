import path from 'node:path';
import type { NextConfig } from 'next';

const root = path.resolve(import.meta.dirname, '../..');

/** On every answer, static files included. The content security policy of pages is made per request in src/proxy.ts. */
const everywhere = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=(), payment=(), usb=()' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
];

const config: NextConfig = {
  // A finished build is kept aside and served from there, so that the next build takes nothing from under a running dashboard.
  distDir: process.env['WACHTER_DASHBOARD_BUILD'] ?? '.next',
  transpilePackages: [
    '@wachter/channels',
    '@wachter/core',
    '@wachter/dialects',
    '@wachter/print',
    '@wachter/services',
    '@wachter/store',
  ],
  turbopack: { root },
  outputFileTracingRoot: root,
  serverExternalPackages: [
    'nodemailer',
    'pg',
    'pg-copy-streams',
    '@prisma/client',
    '@prisma/adapter-pg',
    '@node-rs/argon2',
    'better-auth',
    'pdfkit',
    'pino',
    'prom-client',
    'web-push',
  ],
  experimental: { optimizePackageImports: ['@mantine/core', '@mantine/hooks', '@tabler/icons-react', '@wachter/core'] },
  images: { unoptimized: true },
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run types` checks the whole tree with one compiler.
  typescript: { ignoreBuildErrors: true },
  headers: async () => [
    { source: '/:path*', headers: everywhere },
    { source: '/_next/static/:path*', headers: [{ key: 'Content-Security-Policy', value: "frame-ancestors 'none'" }] },
  ],
};

export default config;
