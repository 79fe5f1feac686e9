import type { RecordContent } from '@wachter/core';

/** What is being written, as the fields hold it. `recordId` is made once, so that sending twice is writing once. */
export interface RecordDraft {
  readonly recordId: string;
  readonly checks: Readonly<Record<string, 'ok' | 'not-ok'>>;
  readonly readings: Readonly<Record<string, string>>;
  readonly finding: string;
  readonly correction: string;
  readonly remarks: string;
  readonly photos: readonly string[];
}

export const emptyDraft = (recordId: string): RecordDraft => ({
  ...{ recordId, checks: {}, readings: {}, finding: '', correction: '', remarks: '', photos: [] },
});

/** A stored version as a draft of its correction. Findings are joined: one text is corrected at a time. */
export const draftOf = (recordId: string, content: RecordContent): RecordDraft => ({
  recordId,
  checks: Object.fromEntries(
    Object.entries(content.checks).flatMap(([id, said]) => (said === 'not-done' ? [] : [[id, said] as const])),
  ),
  readings: Object.fromEntries(Object.entries(content.readings).map(([id, value]) => [id, String(value)])),
  finding: content.findings.map(({ text }) => text).join('; '),
  correction: content.findings.flatMap(({ correction }) => (correction === '' ? [] : [correction])).join('; '),
  remarks: content.remarks,
  photos: content.photos,
});

const numberOf = (text: string): number => Number(text.trim().replace(',', '.'));

/** Ids of readings that are no number. */
export const wrongReadings = ({ readings }: RecordDraft): readonly string[] =>
  Object.entries(readings).flatMap(([id, text]) => (text.trim() !== '' && !Number.isFinite(numberOf(text)) ? [id] : []));

export const contentOf = (draft: RecordDraft, doneAt: number): RecordContent => ({
  doneAt,
  checks: draft.checks,
  readings: Object.fromEntries(
    Object.entries(draft.readings).flatMap(([id, text]) => (text.trim() === '' ? [] : [[id, numberOf(text)] as const])),
  ),
  findings: draft.finding.trim() === '' ? [] : [{ text: draft.finding.trim(), correction: draft.correction.trim() }],
  remarks: draft.remarks.trim(),
  photos: [...draft.photos],
});

const keyOf = (key: string): string => `wachter.record.${key}`;

/** The draft that this browser kept; null without one, or where storage is barred. */
export function keptDraft(key: string): RecordDraft | null {
  try {
    const text = localStorage.getItem(keyOf(key));
    const kept: unknown = text === null ? null : JSON.parse(text);
    return isDraft(kept) ? kept : null;
  } catch {
    return null;
  }
}

const isDraft = (value: unknown): value is RecordDraft =>
  typeof value === 'object' &&
  value !== null &&
  'recordId' in value &&
  'checks' in value &&
  'readings' in value &&
  'photos' in value;

/** Keeps the draft in this browser, or forgets it; false where storage is barred. */
export function keepDraft(key: string, draft: RecordDraft | null): boolean {
  try {
    if (draft === null) localStorage.removeItem(keyOf(key));
    else localStorage.setItem(keyOf(key), JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}
