import type { Locale } from '../../quantity/define.ts';
import { formatNumber } from '../../quantity/format.ts';

/** "61 h", "9.5 h": tenths below ten hours, for then they count. */
export const sayHours = (hours: number, locale: Locale): string =>
  `${formatNumber(hours, hours < 10 ? 1 : 0, locale)} ${locale === 'nl' ? 'u' : 'h'}`;
