import { formatDuration } from '../alarm/direction.ts';
import type { Locale, Words } from '../quantity/define.ts';
import { formatNumber } from '../quantity/format.ts';
import type { Verdict } from './judge-run.ts';
import { hasRun, loadTimes, mainsFailures, type RunRecord, type SetRun } from './run.ts';
import { type Lapse, lapse } from './span.ts';
import { timingsOf } from './timing.ts';
import { nameIn, type Outcome } from './verdict.ts';
import { inBoth, powerFaultWords, sayDoubt, sayLapse, sayMs, sayShare } from './words.ts';

const verdictWords: Readonly<Record<Outcome, Words>> = {
  pass: { en: 'Passed', nl: 'Geslaagd' },
  fail: { en: 'Failed', nl: 'Niet geslaagd' },
  inconclusive: { en: 'Undecided', nl: 'Niet uit te maken' },
  'not-measured': { en: 'Not measured', nl: 'Niet gemeten' },
};
const goesOn: Words = { en: 'Still running', nl: 'Loopt nog' };

/** What a run comes down to, in one line: "Passed: on load after 8.4 s, 34 min at 41 %". Without a verdict, what happened alone. */
export function headlineOf(
  run: RunRecord,
  verdict: Pick<Verdict, 'outcome'> | null,
  names: Readonly<Record<string, string>>,
): Words {
  return inBoth((locale) => {
    const head = run.endedAt === null && verdict?.outcome !== 'fail' ? goesOn : verdict && verdictWords[verdict.outcome];
    const text = whatHappened(run, names, locale).join(', ');
    return head ? `${head[locale]}: ${text}` : text;
  });
}

function whatHappened(run: RunRecord, names: Readonly<Record<string, string>>, locale: Locale): readonly string[] {
  const faults = run.faults
    .filter(({ kind }) => kind !== 'data-lost')
    .map(({ kind, equipment }) => `${nameIn({ names }, equipment)} ${powerFaultWords[kind][locale]}`);
  const total = timingsOf(run).find(({ id }) => id === 'total');
  const isDutch = locale === 'nl';
  const start = total ? [`${isDutch ? 'op belasting na' : 'on load after'} ${sayAbout(total.lapse, locale)}`] : [];
  const loaded = run.sets.filter((set) => loadTimes(set).length > 0);
  const loads = loaded.map((set) => (loaded.length > 1 ? `${nameIn({ names }, set.id)} ` : '') + sayLoad(set, locale));
  // How long it carried is counted when it is over: before that any number is old.
  if (run.endedAt === null) return [...new Set(faults), ...(start.length > 0 ? start : sinceWhen(run, locale))];
  return [...new Set(faults), ...start, ...(loads.length > 0 ? loads : withoutLoad(run, locale))];
}

/** "8.4 s ± 0.5 s": shorter to read than its bounds. */
function sayAbout(time: Lapse, locale: Locale): string {
  const { leastMs, mostMs } = time;
  const doubt = sayDoubt(time)?.[locale];
  if (mostMs === null || doubt === undefined) return sayLapse(time, locale);
  const middle = sayMs((leastMs + mostMs) / 2, locale);
  return mostMs === leastMs ? middle : `${middle} ${doubt}`;
}

/** "34 min at 41 %"; in kW where the nameplate is not known. */
function sayLoad(set: SetRun, locale: Locale): string {
  const { minutes } = set.tally;
  const ms = loadTimes(set).reduce((sum, { from, to }) => sum + lapse(from, to ?? lastOf(set)).leastMs, 0);
  const time = formatDuration(ms / 1000, locale);
  if (minutes.length === 0) return time;
  const kw = meanKw(set) ?? 0;
  const load =
    set.ratedKw === null ? `${formatNumber(kw, 0, locale)} kW` : sayShare(Math.round((kw / set.ratedKw) * 100) / 100, locale);
  return `${time} ${locale === 'nl' ? 'op' : 'at'} ${load}`;
}

const sinceWhen = (run: RunRecord, locale: Locale): readonly string[] => {
  const isAway = mainsFailures(run).some(({ back }) => back === null);
  if (locale === 'nl') return [isAway ? 'net weg, nog geen aggregaat draagt' : 'nog geen aggregaat draagt'];
  return [isAway ? 'mains lost, no set carries yet' : 'no set carries yet'];
};

const lastOf = ({ course }: SetRun) => ({ after: course.lastAt, by: course.lastAt ?? 0 });

/** Mean of the minute means on load, kW; null when no power was told. */
export const meanKw = ({ tally: { minutes } }: Pick<SetRun, 'tally'>): number | null =>
  minutes.length === 0 ? null : minutes.reduce((sum, minute) => sum + minute.meanKw, 0) / minutes.length;

function withoutLoad(run: RunRecord, locale: Locale): readonly string[] {
  const isDutch = locale === 'nl';
  const dark = mainsFailures(run).flatMap(({ lost, back }) => (back ? [sayAbout(lapse(lost, back), locale)] : []));
  const away = dark.length > 0 ? [`${isDutch ? 'net weg voor' : 'mains lost for'} ${dark.join(' + ')}`] : [];
  const discharged = run.ups.flatMap(({ course: { marks } }) => {
    const start = marks.findIndex(({ phase }) => phase === 'test' || phase === 'battery');
    const [from, to] = [marks[start], marks[start + 1]];
    return from && to ? [sayAbout(lapse(from.span, to.span), locale)] : [];
  });
  if (run.sets.some(hasRun)) return [...away, isDutch ? 'geen belasting genomen' : 'no load was taken'];
  const battery = discharged[0] ? [`${isDutch ? 'op accu' : 'on battery for'} ${discharged[0]}`] : [];
  return [...away, ...battery, isDutch ? 'geen aggregaat draaide' : 'no set ran'];
}
