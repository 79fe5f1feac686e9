'use client';
import '@mantine/core/styles.layer.css';
import './mantine.css';
import { MantineProvider } from '@mantine/core';
import type { ReactNode } from 'react';
import { cssVariables, theme } from './theme.ts';
import { themeInCookie } from './theme-in-cookie.ts';

/** The policy in force is that of the document: after a soft navigation its nonce counts, not the one of the newest answer. */
const documentNonce = (): string | null =>
  typeof document === 'undefined' ? null : (document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? null);

interface MantineRootProps {
  readonly nonce: string;
  readonly scheme: 'auto' | 'light' | 'dark';
  readonly children: ReactNode;
}

export function MantineRoot({ nonce, scheme, children }: MantineRootProps) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme={scheme}
      colorSchemeManager={themeInCookie}
      getStyleNonce={() => documentNonce() ?? nonce}
    >
      {children}
    </MantineProvider>
  );
}
