import { dialects } from '@wachter/dialects';

/** Topics of all dialects. With everything subscribed to, narrower filters would only make some brokers deliver twice. */
export const ownFilters = (): readonly string[] => {
  const all = [...new Set(dialects.flatMap(({ topics }) => topics))];
  return all.includes('#') ? ['#'] : all;
};
