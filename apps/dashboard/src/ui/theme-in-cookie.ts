import type { MantineColorScheme, MantineColorSchemeManager } from '@mantine/core';

const name = 'wachter-theme';
const year = 365 * 86_400;

const isScheme = (text: string | undefined): text is MantineColorScheme => text === 'auto' || text === 'light' || text === 'dark';

/** The theme lives in a cookie, so that the server already renders in it. */
export const themeInCookie: MantineColorSchemeManager = {
  get: (fallback) => {
    if (typeof document === 'undefined') return fallback;
    const found = document.cookie
      .split('; ')
      .find((part) => part.startsWith(`${name}=`))
      ?.slice(name.length + 1);
    return isScheme(found) ? found : fallback;
  },
  set: (scheme) => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox
    document.cookie = `${name}=${scheme}; Path=/; Max-Age=${year}; SameSite=Strict`;
  },
  subscribe: () => undefined,
  unsubscribe: () => undefined,
  clear: () => undefined,
};
