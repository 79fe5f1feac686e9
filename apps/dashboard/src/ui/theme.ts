import { type CSSVariablesResolver, createTheme } from '@mantine/core';

/** Mantine speaks through our tokens: it brings behaviour, never a colour of its own. */
export const theme = createTheme({
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, monospace',
  primaryColor: 'gray',
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: { SegmentedControl: { defaultProps: { color: 'gray' } } },
  headings: { fontFamily: 'var(--font)', fontWeight: '650' },
});

const tokens = {
  '--mantine-color-body': 'var(--ground)',
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-dimmed': 'var(--text-second)',
  '--mantine-color-placeholder': 'var(--text-second)',
  '--mantine-color-anchor': 'var(--focus)',
  '--mantine-color-default': 'var(--tile)',
  '--mantine-color-default-hover': 'var(--ground)',
  '--mantine-color-default-color': 'var(--text)',
  '--mantine-color-default-border': 'var(--line)',
  '--mantine-color-error': 'var(--alarm-critical)',
  '--mantine-color-disabled': 'var(--ground)',
  '--mantine-color-disabled-color': 'var(--text-second)',
  '--mantine-color-disabled-border': 'var(--line)',
  '--mantine-primary-color-filled': 'var(--action)',
  '--mantine-primary-color-filled-hover': 'var(--action)',
  '--mantine-primary-color-contrast': 'var(--on-action)',
  '--mantine-color-gray-filled': 'var(--action)',
  '--mantine-color-gray-filled-hover': 'var(--action)',
  '--mantine-color-gray-light': 'var(--ground)',
  '--mantine-color-gray-light-hover': 'var(--line)',
  '--mantine-color-gray-light-color': 'var(--text)',
  '--mantine-color-gray-outline': 'var(--normal)',
  '--mantine-color-gray-text': 'var(--text)',
  '--mantine-color-white': 'var(--on-action)',
};

export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: tokens, dark: tokens });
