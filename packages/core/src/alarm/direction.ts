import type { Locale, Quantity } from '../quantity/define.ts';
import { formatNumber, formatValue, unitSymbol } from '../quantity/format.ts';
import type { Alarm } from './alarm.ts';

type Said = Pick<Alarm, 'direction' | 'value' | 'limit'>;
/** How a number of an alarm is read: in the quantity's unit, as a limit with the digits it was set with, as a difference in it, as a bare number, as seconds or minutes. */
type Measure = 'reading' | 'limit' | 'difference' | 'number' | 'seconds' | 'minutes';

/** What a condition with this direction says. The value and the limit come as people read them; either may be empty. */
interface Saying {
  readonly value: Measure;
  readonly limit: Measure;
  /** It is a sentence without a value, too. */
  readonly isWholeWithoutValue?: true;
  readonly sentence: Readonly<Record<Locale, (value: string, limit: string) => string>>;
}

const more = {
  en: (limit: string) => (limit === '' ? '' : `, more than ${limit}`),
  nl: (limit: string) => (limit === '' ? '' : `, meer dan ${limit}`),
};

const moved = (en: string, nl: string): Saying => ({
  value: 'difference',
  limit: 'difference',
  sentence: {
    en: (value, limit) => `${en} ${value}${more.en(limit)}`,
    nl: (value, limit) => `${nl} ${value}${more.nl(limit)}`,
  },
});

/** Sentences of the directions whose value is not simply a reading beyond a limit. */
const sayings: Readonly<Record<string, Saying>> = {
  rise: moved('rose', 'steeg'),
  fall: moved('fell', 'daalde'),
  change: moved('changed', 'veranderde'),
  margin: {
    value: 'difference',
    limit: 'difference',
    sentence: {
      en: (value, limit) => `${value} from the dew point, less than ${limit}: condensation possible`,
      nl: (value, limit) => `${value} van het dauwpunt, minder dan ${limit}: condensatie mogelijk`,
    },
  },
  apart: {
    value: 'difference',
    limit: 'difference',
    sentence: {
      en: (value, limit) => `differs ${value} from its zone${more.en(limit)}`,
      nl: (value, limit) => `wijkt ${value} af van de zone${more.nl(limit)}`,
    },
  },
  vote: {
    value: 'number',
    limit: 'number',
    sentence: {
      en: (value, limit) => `and its neighbours: ${value} sensors beyond the limit, alarm from ${limit}`,
      nl: (value, limit) => `en de buren: ${value} sensoren voorbij de grens, alarm vanaf ${limit}`,
    },
  },
  flat: {
    value: 'reading',
    limit: 'seconds',
    sentence: {
      en: (value, limit) => `has stood still at ${value} for ${limit}`,
      nl: (value, limit) => `staat al ${limit} stil op ${value}`,
    },
  },
  reaches: {
    value: 'minutes',
    limit: 'limit',
    sentence: {
      en: (value, limit) => `${limit} in about ${value}`,
      nl: (value, limit) => `${limit} over ongeveer ${value}`,
    },
  },
  count: {
    value: 'number',
    limit: 'number',
    sentence: {
      en: (value, limit) => `${value} times, alarm from ${limit}`,
      nl: (value, limit) => `${value} keer, alarm vanaf ${limit}`,
    },
  },
  'no-start': {
    value: 'reading',
    limit: 'seconds',
    sentence: {
      en: (value, limit) => `${value}, mains lost for more than ${limit} and the engine does not run`,
      nl: (value, limit) => `${value}, net langer dan ${limit} weg en de motor draait niet`,
    },
  },
  expression: {
    value: 'reading',
    limit: 'number',
    isWholeWithoutValue: true,
    sentence: {
      en: (value) => `${value === '' ? '' : `${value}, `}its own expression holds`,
      nl: (value) => `${value === '' ? '' : `${value}, `}de eigen expressie geldt`,
    },
  },
};

/** The sentence of a condition that has words of its own; null for the others, and for one without a value. */
export function sayingOf(alarm: Said, quantity: Quantity | null, locale: Locale): string | null {
  const saying = sayings[alarm.direction];
  if (!saying || (alarm.value === null && !saying.isWholeWithoutValue)) return null;
  const value = alarm.value === null ? '' : measured(alarm.value, saying.value, { quantity, locale });
  const limit = alarm.limit === null ? '' : measured(alarm.limit, saying.limit, { quantity, locale });
  return saying.sentence[locale](value, limit);
}

/** A value, limit or peak of an alarm as a person reads it: a rate in kelvin, a count without a unit, an age in minutes. */
export function alarmNumber(
  alarm: Pick<Alarm, 'direction' | 'value' | 'limit' | 'peak'>,
  part: 'value' | 'limit' | 'peak',
  words: { readonly quantity: Quantity | null; readonly locale: Locale },
): string {
  const number = alarm[part];
  if (number === null) return '–';
  const isAge = alarm.direction === 'stale' || alarm.direction === 'offline';
  const measures =
    sayings[alarm.direction] ?? (isAge ? { value: 'seconds', limit: 'seconds' } : { value: 'reading', limit: 'limit' });
  return measured(number, (part === 'limit' ? measures.limit : measures.value) as Measure, words);
}

function measured(
  value: number,
  measure: Measure,
  { quantity, locale }: { readonly quantity: Quantity | null; readonly locale: Locale },
): string {
  if (measure === 'seconds') return formatDuration(value, locale);
  if (measure === 'minutes') return `${formatNumber(value, 0, locale)} min`;
  if (measure === 'number') return formatNumber(value, null, locale);
  if (measure === 'limit' && quantity?.kind === 'state') return formatValue(quantity, value, locale);
  if (measure === 'limit') return `${formatNumber(value, null, locale)} ${quantity ? unitSymbol(quantity) : ''}`.trim();
  if (measure === 'reading') return quantity ? formatValue(quantity, value, locale) : formatNumber(value, null, locale);
  const symbol = quantity ? unitSymbol(quantity).replace('°C', 'K') : '';
  return `${formatNumber(Number(value.toFixed(2)), null, locale)}${symbol === '' ? '' : ` ${symbol}`}`;
}

/** Duration in one or two whole units: "45 s", "3 min", "2 h 5 min". */
export function formatDuration(seconds: number, locale: Locale): string {
  const hour = locale === 'nl' ? 'uur' : 'h';
  const whole = Math.round(seconds);
  if (whole < 120) return `${whole} s`;
  const minutes = Math.round(whole / 60);
  if (minutes < 120) return `${minutes} min`;
  const rest = minutes % 60;
  return rest === 0 ? `${minutes / 60} ${hour}` : `${Math.floor(minutes / 60)} ${hour} ${rest} min`;
}
