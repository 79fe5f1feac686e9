'use client';
import '@mantine/core/styles.layer.css';
import { MantineProvider } from '@mantine/core';
import type { ReactNode } from 'react';
import { themeInCookie } from './theme-in-cookie.ts';
import { cssVariables, theme } from './theme.ts';

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
      getStyleNonce={() => nonce}
    >
      {children}
    </MantineProvider>
  );
}
