import { isDeepStrictEqual } from 'node:util';
import {
  defaultPowerSettings,
  type EmergencySupply,
  hasRun,
  judgeRun,
  type Mark,
  type PowerObservation,
  parseRuleSet,
  powerObservationOf,
  quantityById,
  type RuleSet,
  type RunRecord,
  recogniseRuns,
  ruleSetById,
  stateByWire,
  type Verdict,
} from '@wachter/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../src/random/prng.ts';
import { type PowerEvent, type PowerRun, runPower } from '../../src/run/power-run.ts';
import { library } from './library.ts';
import type { ExpectedRun, ExpectedVerdict, Recorded } from './recorded.ts';

const START = Date.UTC(2026, 0, 5, 8);
const DAY = 86_400_000;
const CLOCK_ERROR = 600;
const rates = [1, 10] as const;

const settings = { ...defaultPowerSettings, returnWithinSeconds: 150, coolWithinSeconds: 200 };

const supplyOf = ({ plant, clocks }: Recorded): EmergencySupply => ({
  id: 'rotterdam-1',
  mains: ['ats-1'],
  switches: ['ats-1'],
  gensets: Object.entries(plant.gensets).map(([id, { ratedKw, tankLitres }]) => ({ id, ratedKw, tankLitres })),
  ups: Object.keys(plant.ups),
  clocks: Object.fromEntries(
    Object.entries(clocks).flatMap(([id, { aheadMs, isKnown }]) => (isKnown ? [[id, { aheadMs, errorMs: CLOCK_ERROR }]] : [])),
  ),
  settings,
});

/** The site rules for runs of some minutes: the sizes of the library, the criteria of the product. */
const short = ((): RuleSet => {
  const site = ruleSetById('site-loaded') ?? expect.fail('no site rules');
  const lines = site.lines.map((line) => {
    if (line.criterion === 'load-profile') return { ...line, params: { steps: [{ share: 0.2, minutes: 3 }] } };
    return line.params.timing === 'cool' ? { ...line, params: { timing: 'cool', leastSeconds: 60 } } : line;
  });
  const parsed = parseRuleSet({ ...site, id: 'short', lines });
  return parsed.ok ? parsed.value : expect.fail(parsed.error.detail);
})();

const play = ({ seed, seconds, itKw, plant, steps }: Recorded): PowerRun =>
  runPower({ seed, seconds, itKw, plant, steps, startAt: START });

/** What the product would have stored of a recording, at one sample in so many seconds. */
function observationsOf(recording: Recorded, { told }: PowerRun, everySeconds: number): readonly PowerObservation[] {
  const turns = createRandom(recording.seed).fork('turns');
  const counts = new Map<string, number>();
  return told.flatMap(({ equipment, at, values }) => {
    const count = counts.get(equipment) ?? turns.below(everySeconds);
    counts.set(equipment, count + 1);
    const second = (at - START) / 1000;
    const isLost = recording.gaps.some((gap) => gap.equipment === equipment && second >= gap.from && second < gap.until);
    if (count % everySeconds !== 0 || isLost) return [];
    const observedAt = at + (recording.clocks[equipment]?.aheadMs ?? 0);
    return values.flatMap(({ channel, quantity: id, value }) => {
      const quantity = quantityById(id);
      const stored = quantity?.states ? stateByWire(quantity, value ?? '') : value;
      if (typeof stored !== 'number') return [];
      return (
        powerObservationOf({ value: stored, observedAt, quality: { level: 'good' } }, { equipment, quantity: id, channel }) ?? []
      );
    });
  });
}

function recognise(recording: Recorded, observations: readonly PowerObservation[]): readonly RunRecord[] {
  const supply = supplyOf(recording);
  const until = START + recording.seconds * 1000;
  const equipment = [...supply.gensets.map(({ id }) => id), ...supply.switches, ...supply.ups];
  const windows = recording.isAnnounced ? [{ from: START, until, equipment, losesMains: true }] : [];
  return recogniseRuns(observations, { supply, windows }, until);
}

/** Runs that are more than a flicker or the shadow of a wrong clock. */
const isOfNote = (run: RunRecord) =>
  run.sets.some(hasRun) || run.reason === 'ups-test' || run.faults.some(({ kind }) => kind !== 'data-lost');

function judge(recording: Recorded, run: RunRecord, { set }: ExpectedVerdict): Verdict {
  const previousAt = recording.previousDays === null ? null : run.startedAt - recording.previousDays * DAY;
  const rules = set === 'short' ? short : (ruleSetById(set) ?? expect.fail(`no rule set ${set}`));
  return judgeRun(run, rules, { now: START + DAY, previousAt, laterCharges: [], names: {} });
}

/** What was found, in the words of the library. */
function found(recording: Recorded, run: RunRecord, asked: ExpectedVerdict) {
  const verdict = judge(recording, run, asked);
  const against = verdict.findings.filter(({ outcome, isRequired }) => isRequired && outcome !== 'pass');
  return {
    kind: run.kind,
    reason: run.reason,
    stages: Object.fromEntries(
      run.sets.filter(hasRun).map(({ id, course }) => [id, course.marks.map(({ phase }) => phase).join(' ')]),
    ),
    faults: run.faults.map(({ kind, equipment }) => `${kind} ${equipment}`).toSorted(),
    verdict: {
      set: asked.set,
      outcome: verdict.outcome,
      why: [...new Set(against.map(({ criterion }) => criterion))].toSorted(),
    },
  };
}

const verdictAt = ({ verdict, sparse }: ExpectedRun, everySeconds: number): ExpectedVerdict =>
  everySeconds === 10 && sparse ? sparse : verdict;

function askedAt({ expect: asked }: Recorded, everySeconds: number) {
  if (asked === null) return [];
  const { sparse: _, ...rest } = asked;
  return [{ ...rest, verdict: verdictAt(asked, everySeconds) }];
}

/** All that the tests ask of a recording at one rate; its observations are made once. */
function examine(recording: Recorded, play: PowerRun, everySeconds: number) {
  const observations = observationsOf(recording, play, everySeconds);
  const runs = recognise(recording, observations);
  const asked = recording.expect
    ? verdictAt(recording.expect, everySeconds)
    : { set: 'site-flicker', outcome: 'pass' as const, why: [] };
  return {
    found: runs.filter(isOfNote).map((run) => found(recording, run, asked)),
    isSameWhenPosted: isDeepStrictEqual(recognise(recording, posted(recording, observations)), runs),
    timed: runs.flatMap((run) => timedMarks(recording, run, play.log)),
  };
}

/** The same observations as a bad line brings them: out of order, and one in five twice. */
function posted({ seed }: Recorded, observations: readonly PowerObservation[]): readonly PowerObservation[] {
  const random = createRandom(seed).fork('post');
  const twice = observations.filter(() => random.next() < 0.2);
  return [...observations, ...twice]
    .map((observation) => ({ observation, key: random.next() }))
    .sort((a, b) => a.key - b.key)
    .map(({ observation }) => observation);
}

const truthWords: Readonly<Record<string, string>> = {
  starting: 'run-up',
  running: 'rated',
  loaded: 'on-load',
  cooling: 'cool-down',
};

/** Each mark beside the event of the simulator's own log that it stands for. A low battery is not in the log, and a clock that nobody knows to be wrong is left out. */
function timedMarks(recording: Recorded, run: RunRecord, log: readonly PowerEvent[]) {
  const courses: readonly (readonly [equipment: string, source: string, marks: readonly Mark<string>[]])[] = [
    ...run.sets.map(({ id, course }) => [id, id, course.marks] as const),
    ...Object.entries(run.switches).map(([id, { marks }]) => [id, id, marks] as const),
    ...Object.entries(run.mains).map(([id, { marks }]) => [id, 'mains', marks] as const),
    ...run.ups.map(({ id, course }) => [id, id, course.marks.filter(({ phase }) => phase !== 'low')] as const),
  ];
  return courses.flatMap(([equipment, source, marks]) => {
    if (recording.clocks[equipment]?.isKnown === false) return [];
    const events = log.filter((event) => event.equipment === source);
    const clockErrorMs = recording.clocks[equipment] ? CLOCK_ERROR : 0;
    let next = 0;
    return marks.map(({ phase, span }) => {
      next = events.findIndex(
        ({ what, at }, index) => index >= next && at > (span.after ?? START) && (truthWords[what] ?? what) === phase,
      );
      const truth = events[next]?.at;
      next += 1;
      const isSilent = run.silences.some(
        (silence) => silence.equipment === equipment && silence.span.by >= span.by && (silence.span.after ?? 0) < span.by,
      );
      return { name: recording.name, equipment, phase, span, truth, isSilent, clockErrorMs };
    });
  });
}

type Examined = Map<string, ReturnType<typeof examine>>;

describe('the library of recorded runs', () => {
  const examinedAt: Readonly<Record<number, Examined>> = { 1: new Map(), 10: new Map() };
  beforeAll(() => {
    for (const recording of library) {
      const run = play(recording);
      for (const rate of rates) examinedAt[rate]?.set(recording.name, examine(recording, run, rate));
    }
  }, 120_000);

  it('holds at least sixty, good and bad, each with a name of its own, and every scenario', () => {
    expect(library.length).toBeGreaterThanOrEqual(60);
    expect(new Set(library.map(({ name }) => name)).size).toBe(library.length);
    expect([...new Set(library.flatMap(({ scenario }) => scenario ?? []))].toSorted()).toEqual([...'ABCDEFGH']);
  });

  describe.each(rates)('at one sample in %i s', (everySeconds) => {
    const examined = examinedAt[everySeconds] ?? new Map<string, ReturnType<typeof examine>>();

    it('is recognised and judged, all of it', () => {
      const asked = library.map((recording) => [recording.name, askedAt(recording, everySeconds)]);
      const got = [...examined].map(([name, each]) => [name, each.found]);
      expect(Object.fromEntries(got)).toEqual(Object.fromEntries(asked));
    });

    it('gives the same records when input comes late, twice and out of order', () => {
      const others = [...examined].filter(([, { isSameWhenPosted }]) => !isSameWhenPosted).map(([name]) => name);
      expect(others).toEqual([]);
    });

    it('times each stage within one sample of what really happened', () => {
      const timed = [...examined.values()].flatMap((each) => each.timed);
      const wrong = timed.filter(
        ({ truth, span, isSilent, clockErrorMs }) =>
          truth === undefined ||
          truth > span.by ||
          truth <= (span.after ?? START) ||
          (!isSilent && span.by - (span.after ?? START) > everySeconds * 1000 + 2 * clockErrorMs),
      );
      expect(wrong).toEqual([]);
      expect(timed.length).toBeGreaterThan(700);
    });
  });
});
