import {
  hasRun,
  type Instant,
  type Locale,
  meanKw,
  momentsOf,
  momentWords,
  outcomeWords,
  type PrintBlock,
  type PrintDocument,
  ruleSetById,
  runKindWords,
  runReasonWords,
  sayMs,
  sayShare,
  type Trace,
  type Verdict,
  type Words,
} from '@wachter/core';
import { formatDuration } from '@wachter/core/alarm/describe';
import { formatNumber } from '@wachter/core/quantity/format';
import type { JudgedRun } from './get-run.ts';
import { chartsOf } from './run-charts.ts';
import { handBlocks, type SignedRecord, signers } from './run-hand-record.ts';
import { recordWords as w } from './run-record-words.ts';

export interface RecordParts {
  readonly judged: JudgedRun;
  readonly traces: readonly Trace[];
  readonly range: { readonly from: Instant; readonly to: Instant };
  readonly coverage: ReadonlyMap<number, number>;
  readonly site: { readonly name: string; readonly timeZone: string };
  readonly locale: Locale;
  readonly preparedAt: Instant;
  /** What people wrote and signed about the run. */
  readonly records: readonly SignedRecord[];
}

interface Writing extends RecordParts {
  readonly say: (words: Words) => string;
  readonly day: (at: Instant) => string;
  readonly clock: (at: Instant) => string;
  readonly name: (equipment: string) => string;
}

const clock = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;

function writing(parts: RecordParts): Writing {
  const { locale, site, judged } = parts;
  const language = locale === 'nl' ? 'nl-NL' : 'en-GB';
  const { timeZone } = site;
  const day = new Intl.DateTimeFormat(language, { ...clock, day: 'numeric', month: 'long', year: 'numeric', timeZone });
  const time = new Intl.DateTimeFormat(language, { ...clock, timeZone });
  return {
    ...parts,
    say: (words) => words[locale],
    day: (at) => day.format(at),
    clock: (at) => time.format(at),
    name: (equipment) => judged.names[equipment] ?? equipment,
  };
}

/** The printable record of a run: verdict, course, what happened, every criterion, and who signs. */
export function runDocument(parts: RecordParts): PrintDocument {
  const writer = writing(parts);
  const { say, day, judged, site, locale, preparedAt } = writer;
  const { record } = judged.run;
  return {
    language: locale,
    title: say(w.titles[record.kind]),
    subject: `${site.name}, ${day(record.startedAt)}`,
    author: 'Wachter',
    preparedAt,
    foot: { left: `${say(w.prepared)} ${day(preparedAt)} (${site.timeZone})`, pages: say(w.page), hash: say(w.hash) },
    blocks: [
      ...verdictBlocks(writer),
      ...courseBlocks(writer),
      ...happenedBlocks(writer),
      ...judged.verdicts.flatMap((verdict) => criteriaBlocks(verdict, writer)),
      ...setBlocks(writer),
      ...versionBlocks(writer),
      ...handBlocks(writer.records, writer),
      { kind: 'heading', level: 1, text: say(w.signatures) },
      { kind: 'signatures', people: signers(writer.records, writer) },
      { kind: 'paragraph', text: say(w.honesty) },
    ],
  };
}

const heading = (text: string): PrintBlock => ({ kind: 'heading', level: 1, text });
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const nameOf = ({ ruleSet }: Verdict): Words => ruleSetById(ruleSet)?.name ?? { en: ruleSet, nl: ruleSet };

function verdictBlocks({ say, day, judged, site, locale }: Writing): readonly PrintBlock[] {
  const { run, headline, verdicts } = judged;
  const { startedAt, endedAt, kind, reason } = run.record;
  const [verdict] = verdicts;
  const why: readonly PrintBlock[] =
    verdict && verdict.why.length > 0
      ? [
          { kind: 'paragraph', text: say(w.whyNot) },
          { kind: 'list', items: verdict.why.map(say) },
        ]
      : [];
  const fact = (label: Words, value: string) => ({ label: say(label), value });
  const judgedBy = verdict ? [fact(w.ruleSet, `${say(nameOf(verdict))} (${editionOf(verdict, say)})`)] : [];
  const end =
    endedAt === null
      ? [fact(w.ended, say(w.goesOn))]
      : [fact(w.ended, day(endedAt)), fact(w.lasted, formatDuration((endedAt - startedAt) / 1000, locale))];
  return [
    heading(say(w.verdict)),
    { kind: 'paragraph', text: `${say(headline)}.`, isStrong: true },
    ...why,
    {
      kind: 'facts',
      rows: [
        fact(w.site, site.name),
        fact(w.kind, `${capital(say(runKindWords[kind]))}: ${say(runReasonWords[reason])}`),
        fact(w.began, day(startedAt)),
        ...end,
        ...judgedBy,
        fact(w.version, `${run.version}, ${say(w.recorded)} ${day(run.recordedAt)}`),
      ],
    },
  ];
}

const editionOf = ({ edition, isApproved }: Verdict, say: Writing['say']): string =>
  isApproved ? edition : `${edition}, ${say(w.notApproved)}`;

function courseBlocks({ say, clock: timeText, judged, traces, range, locale, coverage }: Writing): readonly PrintBlock[] {
  const charts = chartsOf(judged.panels, { ...range, traces, locale, coverage, timeText });
  return charts.length === 0 ? [] : [heading(say(w.course)), ...charts];
}

function happenedBlocks({ say, clock: at, name, judged, locale }: Writing): readonly PrintBlock[] {
  const rows = momentsOf(judged.run.record).map(({ kind, equipment, span, isSeen }) => [
    { text: at(span.by) },
    { text: span.after === null ? '–' : sayMs(span.by - span.after, locale) },
    { text: `${capital(say(momentWords[kind]))}${isSeen ? '' : ` (${say(w.notSeen)})`}` },
    { text: name(equipment) },
  ]);
  const columns = [
    { head: say(w.time), share: 1.1 },
    { head: say(w.uncertainty), share: 1.1 },
    { head: say(w.what), share: 3.2 },
    { head: say(w.equipment), share: 1.8 },
  ];
  return [
    heading(say(w.happened)),
    { kind: 'paragraph', text: say(w.happenedNote) },
    { kind: 'table', caption: say(w.happened), columns, rows },
  ];
}

function criteriaBlocks(verdict: Verdict, { say }: Writing): readonly PrintBlock[] {
  const figure = (words: Words | null | undefined) => ({ text: words ? say(words) : '–' });
  const rows = verdict.findings.map(({ name, sentence, isRequired, outcome, figures }) => [
    { text: `${say(name)}${isRequired ? '' : ` (${say(w.informative)})`}\n${say(sentence)}` },
    figure(figures?.measured),
    figure(figures?.limit),
    figure(figures?.uncertainty),
    { text: say(outcomeWords[outcome]), ...(outcome === 'pass' ? {} : { isStrong: true as const }) },
  ]);
  const columns = [
    { head: say(w.criterion), share: 4 },
    { head: say(w.measured), share: 1.6 },
    { head: say(w.limit), share: 1.6 },
    { head: say(w.uncertainty), share: 1.2 },
    { head: say(w.verdict), share: 1.2 },
  ];
  const title = `${say(nameOf(verdict))}: ${say(outcomeWords[verdict.outcome])}`;
  return [heading(title), { kind: 'paragraph', text: editionOf(verdict, say) }, { kind: 'table', caption: title, columns, rows }];
}

function setBlocks({ say, name, judged, locale }: Writing): readonly PrintBlock[] {
  const sets = judged.run.record.sets.filter(hasRun);
  if (sets.length === 0) return [];
  const number = (value: number | null, digits: number, unit: string) =>
    value === null ? say(w.unknown) : `${formatNumber(value, digits, locale)} ${unit}`;
  const rows = sets.map((set) => {
    const kw = meanKw(set);
    const share = kw === null || set.ratedKw === null ? '' : ` (${sayShare(kw / set.ratedKw, locale)})`;
    const { minutes, lowestCrankVolts } = set.tally;
    return [
      { text: name(set.id) },
      { text: number(set.ratedKw, 0, 'kW') },
      { text: `${minutes.length}` },
      { text: `${number(kw, 0, 'kW')}${share}` },
      { text: number(lowestCrankVolts, 1, 'V') },
    ];
  });
  const columns = [w.equipment, w.plate, w.onLoad, w.meanLoad, w.crank].map((head, index) => ({
    head: say(head),
    share: index === 0 ? 2 : 1.3,
  }));
  return [heading(say(w.sets)), { kind: 'table', caption: say(w.sets), columns, rows }];
}

function versionBlocks({ say, day, judged }: Writing): readonly PrintBlock[] {
  const items = judged.versions.map(({ version, recordedAt, isLate, changes }) => {
    const said = changes.length > 0 ? changes.map(say).join(' ') : say(version === 1 ? w.firstVersion : w.sameVersion);
    return `${version}, ${day(recordedAt)}${isLate ? ` (${say(w.late)})` : ''}: ${said}`;
  });
  return [heading(say(w.versions)), { kind: 'list', items }];
}
