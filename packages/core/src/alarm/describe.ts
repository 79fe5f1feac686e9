import type { Locale, Quantity, Words } from '../quantity/define.ts';
import { formatNumber, formatValue, unitSymbol } from '../quantity/format.ts';
import type { Alarm } from './alarm.ts';
import { formatDuration, sayingOf } from './direction.ts';

export { formatDuration } from './direction.ts';

/** What the sentence may name. Everything may be missing: the sentence then says less, never something wrong. */
export interface AlarmSubject {
  readonly point?: { readonly name: string } | null;
  readonly quantity?: Quantity | null;
  readonly location?: { readonly name: string } | null;
  readonly device?: { readonly name: string } | null;
}

/** What is wrong with our own hearing and telling, or late in the plan of a site; it has no place and no value. */
const ownAffairs: Readonly<Record<string, Words>> = {
  undelivered: {
    en: 'Messages do not arrive: people may not hear of alarms',
    nl: 'Berichten komen niet aan: mensen horen alarmen misschien niet',
  },
  unsaved: { en: 'Backups are late or fail', nl: 'Back-ups zijn te laat of mislukken' },
  altered: { en: 'The audit trail was changed past Wachter', nl: 'Het auditspoor is buiten Wachter om gewijzigd' },
  'battery-due': { en: 'A battery of a UPS should be replaced', nl: 'Een accu van een UPS moet worden vervangen' },
  overdue: { en: 'A test of the emergency power is overdue', nl: 'Een test van de noodstroom is te laat' },
  'line-lost': { en: 'Nothing arrives over the broker line', nl: 'Er komt niets binnen over de brokerlijn' },
  uncovered: { en: 'Nobody on duty can be reached', nl: 'Niemand met dienst is bereikbaar' },
};

const without = { en: 'without data', nl: 'zonder gegevens' };

/** Name of the thing with its place before it, said once: "Hall A inlet". */
export function subjectName(subject: AlarmSubject): string {
  const own = subject.point?.name ?? subject.device?.name ?? '';
  const place = subject.location?.name ?? '';
  if (own === '') return place;
  return place === '' || own.toLowerCase().startsWith(place.toLowerCase()) ? own : `${place} ${own}`;
}

/** One plain sentence: "Hall A inlet 27.4 °C, above 27 °C". The value is that of the last activation. */
export function describeAlarm(
  alarm: Pick<Alarm, 'direction' | 'value' | 'limit'>,
  subject: AlarmSubject,
  locale: Locale,
): string {
  const name = subjectName(subject);
  const what = whatHappened(alarm, subject.quantity ?? null, locale);
  return name === '' ? what : `${name}${alarm.direction === 'state' ? ': ' : ' '}${what}`;
}

function whatHappened(alarm: Pick<Alarm, 'direction' | 'value' | 'limit'>, quantity: Quantity | null, locale: Locale): string {
  const isDutch = locale === 'nl';
  if (alarm.direction === 'stale') {
    const age = alarm.limit === null ? '' : formatDuration(alarm.limit, locale);
    return age === '' ? without[locale] : isDutch ? `langer dan ${age} zonder gegevens` : `without data for more than ${age}`;
  }
  if (alarm.direction === 'offline') return 'is offline';
  const own = ownAffairs[alarm.direction];
  if (own) return own[locale];
  const saying = sayingOf(alarm, quantity, locale);
  if (saying !== null) return saying;
  const value = alarm.value === null ? '' : show(quantity, alarm.value, locale);
  if (alarm.direction !== 'high' && alarm.direction !== 'low') return value === '' ? alarm.direction : value;
  const limit = alarm.limit === null ? '' : ` ${showLimit(quantity, alarm.limit, locale)}`;
  const side = alarm.direction === 'high' ? (isDutch ? 'boven' : 'above') : isDutch ? 'onder' : 'below';
  return [value, `${side}${limit}`].filter((part) => part !== '').join(', ');
}

const show = (quantity: Quantity | null, value: number, locale: Locale): string =>
  quantity ? formatValue(quantity, value, locale) : formatNumber(value, null, locale);

/** A limit shows the digits it was set with, not the precision of the sensor. */
function showLimit(quantity: Quantity | null, limit: number, locale: Locale): string {
  const text = formatNumber(limit, null, locale);
  const symbol = quantity ? unitSymbol(quantity) : '';
  return symbol === '' ? text : `${text} ${symbol}`;
}
