import type { Locale, Words } from '../quantity/define.ts';
import { formatNumber } from '../quantity/format.ts';
import { meanKw } from './headline.ts';
import { type Moment, momentsOf, momentWords } from './moments.ts';
import type { PowerFault, RunRecord, SetRun } from './run.ts';
import { nameIn } from './verdict.ts';
import { inBoth, powerFaultWords, runKindWords, sayMs } from './words.ts';

type Names = Readonly<Record<string, string>>;

/** What a later version of a run says that an earlier one did not, a sentence for each; empty when only measured minutes grew by what is not worth a word. */
export function changesBetween(before: RunRecord, after: RunRecord, names: Names): readonly Words[] {
  return [
    ...kindChange(before, after),
    ...timeChanges(before, after),
    ...momentChanges(before, after, names),
    ...faultChanges(before, after, names),
    ...silenceChange(before, after),
    ...after.sets.flatMap((set) =>
      setChanges(
        before.sets.find(({ id }) => id === set.id),
        set,
        names,
      ),
    ),
  ];
}

const kindChange = (before: RunRecord, after: RunRecord): readonly Words[] =>
  before.kind === after.kind
    ? []
    : [
        inBoth((locale) =>
          locale === 'nl'
            ? `Soort: ${runKindWords[after.kind].nl}, was ${runKindWords[before.kind].nl}.`
            : `Kind: ${runKindWords[after.kind].en}, was ${runKindWords[before.kind].en}.`,
        ),
      ];

function timeChanges(before: RunRecord, after: RunRecord): readonly Words[] {
  const moved = after.startedAt - before.startedAt;
  const start =
    moved === 0
      ? []
      : [
          inBoth((locale) => {
            const time = sayMs(Math.abs(moved), locale);
            if (locale === 'nl') return `Begon ${time} ${moved < 0 ? 'eerder' : 'later'} dan eerst bekend was.`;
            return `Began ${time} ${moved < 0 ? 'earlier' : 'later'} than was known.`;
          }),
        ];
  const end = (words: Words): readonly Words[] => [words];
  if (before.endedAt === after.endedAt) return start;
  if (before.endedAt === null) return [...start, ...end({ en: 'It is over.', nl: 'De run is voorbij.' })];
  if (after.endedAt === null) return [...start, ...end({ en: 'It was not over yet.', nl: 'De run was nog niet voorbij.' })];
  const later = after.endedAt - before.endedAt;
  const sentence = inBoth((locale) => {
    const time = sayMs(Math.abs(later), locale);
    if (locale === 'nl') return `Eindigde ${time} ${later < 0 ? 'eerder' : 'later'} dan eerst bekend was.`;
    return `Ended ${time} ${later < 0 ? 'earlier' : 'later'} than was known.`;
  });
  return [...start, sentence];
}

/** Moments by what and whose they are, and the how manieth: the same moment at a better known time is the same. */
function keyed(run: RunRecord): ReadonlyMap<string, Moment> {
  const counts = new Map<string, number>();
  return new Map(
    momentsOf(run).map((moment) => {
      const what = `${moment.equipment} ${moment.kind}`;
      const count = (counts.get(what) ?? 0) + 1;
      counts.set(what, count);
      return [`${what} ${count}`, moment];
    }),
  );
}

const SHOWN = 6;

function momentChanges(before: RunRecord, after: RunRecord, names: Names): readonly Words[] {
  const [was, is] = [keyed(before), keyed(after)];
  const added = [...is].flatMap(([key, moment]) => (was.has(key) ? [] : [moment]));
  const gone = [...was].flatMap(([key, moment]) => (is.has(key) ? [] : [moment]));
  const better = [...is].filter(([key, moment]) => {
    const known = was.get(key);
    return known !== undefined && (known.span.by !== moment.span.by || known.span.after !== moment.span.after);
  }).length;
  const list = (moments: readonly Moment[], head: Words): readonly Words[] =>
    moments.length === 0 ? [] : [inBoth((locale) => `${head[locale]}: ${sayMoments(moments, names, locale)}.`)];
  const narrowed =
    better === 0
      ? []
      : [
          inBoth((locale) =>
            locale === 'nl'
              ? `${better === 1 ? 'Eén tijd is' : `${better} tijden zijn`} anders bekend.`
              : `${better === 1 ? 'One time is' : `${better} times are`} known differently.`,
          ),
        ];
  return [...list(added, { en: 'New', nl: 'Nieuw' }), ...list(gone, { en: 'Gone', nl: 'Vervallen' }), ...narrowed];
}

function sayMoments(moments: readonly Moment[], names: Names, locale: Locale): string {
  const shown = moments
    .slice(0, SHOWN)
    .map(({ kind, equipment }) => `${nameIn({ names }, equipment)} ${momentWords[kind][locale]}`);
  const more = moments.length - shown.length;
  return [...shown, ...(more > 0 ? [locale === 'nl' ? `en nog ${more}` : `and ${more} more`] : [])].join(', ');
}

function faultChanges(before: RunRecord, after: RunRecord, names: Names): readonly Words[] {
  const keyOf = ({ kind, equipment }: PowerFault) => `${kind} ${equipment}`;
  const only = (a: RunRecord, b: RunRecord) =>
    a.faults.filter((fault) => !b.faults.some((other) => keyOf(other) === keyOf(fault)));
  const say = (faults: readonly PowerFault[], head: Words): readonly Words[] =>
    faults.map(({ kind, equipment }) =>
      inBoth((locale) => `${head[locale]}: ${nameIn({ names }, equipment)} ${powerFaultWords[kind][locale]}.`),
    );
  return [
    ...say(only(after, before), { en: 'Fault', nl: 'Storing' }),
    ...say(only(before, after), { en: 'No fault any more', nl: 'Geen storing meer' }),
  ];
}

function silenceChange(before: RunRecord, after: RunRecord): readonly Words[] {
  const lost = (run: RunRecord) => run.silences.reduce((sum, { span }) => sum + (span.by - (span.after ?? span.by)), 0);
  const [was, is] = [lost(before), lost(after)];
  if (was === is) return [];
  return [
    inBoth((locale) => {
      const [now, then] = [sayMs(is, locale), sayMs(was, locale)];
      return locale === 'nl' ? `Zonder gegevens: ${now}, was ${then}.` : `Without data: ${now}, was ${then}.`;
    }),
  ];
}

function setChanges(before: SetRun | undefined, after: SetRun, names: Names): readonly Words[] {
  const minutes = [before?.tally.minutes.length ?? 0, after.tally.minutes.length] as const;
  const lines: Words[] = [];
  const name = nameIn({ names }, after.id);
  if (minutes[0] !== minutes[1]) {
    const mean = meanKw(after);
    lines.push(
      inBoth((locale) => {
        const kw = mean === null ? '' : `, ${formatNumber(mean, 0, locale)} kW`;
        return locale === 'nl'
          ? `${name}: ${minutes[1]} min op belasting${kw}, was ${minutes[0]} min.`
          : `${name}: ${minutes[1]} min on load${kw}, was ${minutes[0]} min.`;
      }),
    );
  }
  const volts = [before?.tally.lowestCrankVolts ?? null, after.tally.lowestCrankVolts] as const;
  if (volts[0] !== volts[1] && volts[1] !== null) {
    const low = volts[1];
    lines.push(
      inBoth((locale) =>
        locale === 'nl'
          ? `${name}: laagste startaccuspanning ${formatNumber(low, 1, locale)} V.`
          : `${name}: lowest start battery ${formatNumber(low, 1, locale)} V.`,
      ),
    );
  }
  return lines;
}
