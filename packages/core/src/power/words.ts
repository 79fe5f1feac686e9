import { formatDuration } from '../alarm/direction.ts';
import type { Locale, Words } from '../quantity/define.ts';
import { formatNumber } from '../quantity/format.ts';
import type { ModePhase } from './phase.ts';
import type { PowerFaultKind, RunKind, RunReason } from './run.ts';
import type { Lapse } from './span.ts';
import type { TimingId } from './timing.ts';
import type { Outcome } from './verdict.ts';

/** A sentence in both languages out of one writer. */
export const inBoth = (write: (locale: Locale) => string): Words => ({ en: write('en'), nl: write('nl') });

/** "9.4 s", "4 min 59.6 s", "2 h 5 min": tenths below an hour, for a limit may be as near as that. */
export function sayMs(ms: number, locale: Locale): string {
  const tenths = Math.round(Math.abs(ms) / 100);
  const sign = ms < 0 && tenths > 0 ? '−' : '';
  if (tenths >= 36_000) return sign + formatDuration(Math.abs(ms) / 1000, locale);
  const seconds = (part: number) => `${formatNumber(part / 10, null, locale)} s`;
  if (tenths < 1_200) return sign + seconds(tenths);
  const rest = tenths % 600;
  return `${sign}${Math.floor(tenths / 600)} min${rest === 0 ? '' : ` ${seconds(rest)}`}`;
}

/** "9.4 s", "between 9.4 s and 10.4 s", "at least 9.4 s": as well as it is known. */
export function sayLapse({ leastMs, mostMs }: Lapse, locale: Locale): string {
  const isDutch = locale === 'nl';
  const least = sayMs(leastMs, locale);
  if (mostMs === null) return isDutch ? `ten minste ${least}` : `at least ${least}`;
  const most = sayMs(mostMs, locale);
  if (least === most) return least;
  if (leastMs === 0) return isDutch ? `hoogstens ${most}` : `at most ${most}`;
  return isDutch ? `tussen ${least} en ${most}` : `between ${least} and ${most}`;
}

/** "hoogstens 10 s": a limit on one side. */
export const sayMost = (text: Words): Words => ({ en: `at most ${text.en}`, nl: `hoogstens ${text.nl}` });
export const sayLeast = (text: Words): Words => ({ en: `at least ${text.en}`, nl: `ten minste ${text.nl}` });

/** Words that are the same in both languages. */
export const asIs = (text: string): Words => ({ en: text, nl: text });

/** "± 0.5 s" of a time; null where there is no upper limit, and so no such number. */
export const sayDoubt = ({ leastMs, mostMs }: Lapse): Words | null =>
  mostMs === null ? null : inBoth((locale) => `± ${sayMs((mostMs - leastMs) / 2, locale)}`);

export const sayShare = (share: number, locale: Locale): string =>
  `${formatNumber(Math.round(share * 1000) / 10, null, locale)} %`;

export const outcomeWords: Readonly<Record<Outcome, Words>> = {
  pass: { en: 'pass', nl: 'voldoet' },
  fail: { en: 'fail', nl: 'voldoet niet' },
  inconclusive: { en: 'inconclusive', nl: 'niet uit te maken' },
  'not-measured': { en: 'not measured', nl: 'niet gemeten' },
};

export const runKindWords: Readonly<Record<RunKind, Words>> = {
  test: { en: 'test', nl: 'test' },
  outage: { en: 'outage', nl: 'netuitval' },
  unexplained: { en: 'unexplained', nl: 'onverklaard' },
};

export const runReasonWords: Readonly<Record<RunReason, Words>> = {
  announced: { en: 'it was announced', nl: 'zij was aangekondigd' },
  'test-mode': { en: 'the controller was in test', nl: 'de besturing stond in test' },
  'mains-lost': { en: 'the mains was lost', nl: 'het net viel uit' },
  'ups-test': { en: 'a UPS discharged its battery by order', nl: 'een UPS ontlaadde zijn accu in opdracht' },
  'by-hand': {
    en: 'a set ran by hand while the mains was good',
    nl: 'een aggregaat draaide met de hand terwijl het net goed was',
  },
  'nobody-asked': {
    en: 'a set ran by itself while the mains was good',
    nl: 'een aggregaat draaide vanzelf terwijl het net goed was',
  },
  'mains-unknown': { en: 'nothing is known of the mains', nl: 'van het net is niets bekend' },
};

export const powerFaultWords: Readonly<Record<PowerFaultKind, Words>> = {
  'fail-to-start': { en: 'did not start', nl: 'startte niet' },
  'fail-to-transfer': { en: 'ready, but no load was transferred', nl: 'gereed, maar er werd niet omgeschakeld' },
  'trip-on-load': { en: 'tripped on load', nl: 'viel uit onder belasting' },
  'ups-exhausted': { en: 'battery empty before a set carried', nl: 'accu leeg voordat een aggregaat droeg' },
  'fail-to-retransfer': { en: 'did not go back to the mains', nl: 'schakelde niet terug naar het net' },
  'fail-to-stop': { en: 'did not stop', nl: 'stopte niet' },
  'data-lost': { en: 'no data during the run', nl: 'geen gegevens tijdens het draaien' },
};

export const modeWords: Readonly<Record<ModePhase, Words>> = {
  auto: { en: 'automatic', nl: 'automatisch' },
  test: { en: 'test', nl: 'test' },
  manual: { en: 'manual', nl: 'handbediend' },
  off: { en: 'off', nl: 'uit' },
};

/** Stages of domain.md 6.3 that have a time, as people call that time. */
export const timingWords: Readonly<Record<TimingId, Words>> = {
  ups: { en: 'mains lost to UPS on battery', nl: 'netuitval tot UPS op accu' },
  command: { en: 'mains lost to start command', nl: 'netuitval tot startopdracht' },
  crank: { en: 'one cranking attempt', nl: 'één startpoging' },
  rated: { en: 'start command to rated volts and hertz', nl: 'startopdracht tot nominale spanning en frequentie' },
  transfer: { en: 'break of the transfer', nl: 'onderbreking bij omschakelen' },
  total: { en: 'time to load', nl: 'tijd tot belasting' },
  stable: { en: 'mains stable before going back', nl: 'net stabiel voor terugschakelen' },
  back: { en: 'break of going back', nl: 'onderbreking bij terugschakelen' },
  cool: { en: 'cool-down', nl: 'nakoelen' },
  stop: { en: 'stopping', nl: 'stoppen' },
};
