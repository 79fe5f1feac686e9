import { checklistById, handReadingById, type PrintBlock, type PrintSignature, type Words } from '@wachter/core';
import { formatNumber } from '@wachter/core/quantity/format';
import type { StoredRecord, StoredSignature } from '../ports/test-store.ts';
import { recordWords as w } from './run-record-words.ts';

export type SignedRecord = StoredRecord & { readonly signatures: readonly StoredSignature[] };

export interface HandWriting {
  readonly locale: 'en' | 'nl';
  readonly say: (words: Words) => string;
  readonly day: (at: number) => string;
  readonly name: (equipment: string) => string;
}

/** The latest version of each record that is about a run, in the order in which they were done. */
export const recordsOfRun = (all: readonly SignedRecord[], runId: string): readonly SignedRecord[] =>
  [...new Map(all.map((one) => [one.recordId, one])).values()]
    .filter(({ run }) => run?.runId === runId)
    .toSorted((a, b) => a.content.doneAt - b.content.doneAt);

/** What people wrote beside the machine: checklist, readings, findings and remarks of each record. */
export const handBlocks = (records: readonly SignedRecord[], writing: HandWriting): readonly PrintBlock[] =>
  records.flatMap((record) => oneRecord(record, writing));

function oneRecord(
  { equipmentId, content, kind, version, contentHash, recordedBy }: SignedRecord,
  writing: HandWriting,
): readonly PrintBlock[] {
  const { say, day, name } = writing;
  const list = checklistById(kind);
  const findings = content.findings.map(({ text, correction }) => (correction === '' ? text : `${text} (${correction})`));
  const title = `${say(w.byHand)}: ${name(equipmentId)}`;
  return [
    { kind: 'heading', level: 1, text: title },
    {
      kind: 'facts',
      rows: [
        { label: say(w.doneAt), value: day(content.doneAt) },
        { label: say(w.writtenBy), value: recordedBy },
        { label: say(w.recordVersion), value: `${version}, SHA-256 ${contentHash}` },
      ],
    },
    ...checkTable(content.checks, list?.checks ?? [], { title, say }),
    ...readingTable(content.readings, { title, writing }),
    ...(findings.length > 0 ? [paragraph(say(w.findings)), { kind: 'list' as const, items: findings }] : []),
    ...(content.remarks === '' ? [] : [paragraph(say(w.remarks)), { kind: 'paragraph' as const, text: content.remarks }]),
  ];
}

const paragraph = (text: string): PrintBlock => ({ kind: 'paragraph', text, isStrong: true });

function checkTable(
  checks: SignedRecord['content']['checks'],
  asked: readonly { readonly id: string; readonly name: Words }[],
  { title, say }: { readonly title: string; readonly say: HandWriting['say'] },
): readonly PrintBlock[] {
  if (asked.length === 0) return [];
  const rows = asked.map(({ id, name }) => {
    const found = checks[id] ?? 'not-done';
    return [{ text: say(name) }, { text: say(w.checks[found]), ...(found === 'ok' ? {} : { isStrong: true as const }) }];
  });
  const columns = [
    { head: say(w.check), share: 4 },
    { head: say(w.found), share: 1.5 },
  ];
  return [{ kind: 'table', caption: title, columns, rows }];
}

function readingTable(
  readings: SignedRecord['content']['readings'],
  { title, writing: { say, locale } }: { readonly title: string; readonly writing: HandWriting },
): readonly PrintBlock[] {
  const rows = Object.entries(readings).map(([id, value]) => {
    const known = handReadingById(id);
    return [{ text: known ? say(known.name) : id }, { text: `${formatNumber(value, null, locale)} ${known?.unit ?? ''}`.trim() }];
  });
  if (rows.length === 0) return [];
  const columns = [
    { head: say(w.handReading), share: 4 },
    { head: say(w.measured), share: 1.5, isNumber: true as const },
  ];
  return [{ kind: 'table', caption: title, columns, rows }];
}

/** Who signed, and a line for each who has not. */
export function signers(records: readonly SignedRecord[], { say, day, name }: HandWriting): readonly PrintSignature[] {
  const blank = (role: Words): PrintSignature => ({ role: say(role), name: null, at: null, note: null });
  if (records.length === 0) return [blank(w.carriedOut), blank(w.seen)];
  return records.flatMap(({ equipmentId, signatures }) =>
    (['performed', 'approved'] as const).map((role) => {
      const one = signatures.find((each) => each.role === role);
      if (!one) return blank(role === 'performed' ? w.carriedOut : w.seen);
      return {
        role: `${say(w.signed[role])}: ${name(equipmentId)}`,
        name: one.name,
        at: day(one.signedAt),
        note: say(w.withPassword),
      };
    }),
  );
}
