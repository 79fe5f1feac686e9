import { z } from 'zod';
import type { Words } from '../../quantity/define.ts';
import type { Checklist } from './checklists/index.ts';
import { handReadingById } from './readings.ts';

const Text = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .regex(/^(?:[^\p{Cc}]|\n)*$/u, 'must be plain text');

const Hash = z.string().regex(/^[0-9a-f]{64}$(?!\n)/);

/** What a person found at one thing. `doneAt` is when it was done, true time; it may have been sent later. */
export const RecordContent = z.strictObject({
  doneAt: z.number().int().min(0).max(8.64e15),
  checks: z.record(z.string().max(40), z.enum(['ok', 'not-ok', 'not-done'])),
  readings: z.record(z.string().max(40), z.number()),
  findings: z.array(z.strictObject({ text: Text(500).min(1), correction: Text(500) })).max(20),
  remarks: Text(2000),
  /** SHA-256 of photographs that were stored before. */
  photos: z.array(Hash).max(6),
});
export type RecordContent = z.output<typeof RecordContent>;

/** What cannot be: a point or reading that the list does not have, a number that no gauge shows, something not in order that nobody describes. By path. */
export function recordProblems(
  content: RecordContent,
  list: Checklist,
): readonly { readonly path: string; readonly message: string }[] {
  const known = new Set(list.checks.map(({ id }) => id));
  const strange = Object.keys(content.checks).filter((id) => !known.has(id));
  const numbers = Object.entries(content.readings).flatMap(([id, value]) => {
    const reading = list.readings.includes(id) ? handReadingById(id) : null;
    if (!reading) return [{ path: `readings.${id}`, message: 'is not asked for' }];
    const [low, high] = reading.plausible;
    return value >= low && value <= high
      ? []
      : [{ path: `readings.${id}`, message: `must be ${low} to ${high} ${reading.unit}` }];
  });
  const isNotInOrder = Object.values(content.checks).includes('not-ok');
  return [
    ...strange.map((id) => ({ path: `checks.${id}`, message: 'is not on the list' })),
    ...numbers,
    ...(isNotInOrder && content.findings.length === 0 ? [{ path: 'findings', message: 'say what is not in order' }] : []),
  ];
}

/** Who stands for a version of a record. */
export interface SignedBy {
  readonly role: 'performed' | 'approved';
  readonly userId: string;
}

/** Why a record does not count, in words; empty when it does. */
export function whyNot(
  content: RecordContent,
  list: Checklist,
  signed: { readonly by: readonly SignedBy[]; readonly needsApproval: boolean },
): readonly Words[] {
  const answers = list.checks.map(({ id }) => content.checks[id] ?? 'not-done');
  const open = answers.filter((one) => one === 'not-done').length;
  const bad = list.checks.filter(({ id }) => content.checks[id] === 'not-ok');
  const performed = signed.by.find(({ role }) => role === 'performed');
  const approved = signed.by.some(({ role, userId }) => role === 'approved' && userId !== performed?.userId);
  const why: Words[] = [];
  if (open > 0) {
    why.push({
      en: `${open} of ${answers.length} points were not looked at.`,
      nl: `${open} van ${answers.length} punten zijn niet nagekeken.`,
    });
  }
  if (list.countsWhen === 'in-order') {
    why.push(...bad.map(({ name }) => ({ en: `Not in order: ${name.en}.`, nl: `Niet in orde: ${name.nl}.` })));
  }
  if (!performed) why.push({ en: 'Nobody has signed it yet.', nl: 'Nog niemand heeft het ondertekend.' });
  else if (signed.needsApproval && !approved) {
    why.push({ en: 'A second person has not approved it yet.', nl: 'Een tweede persoon heeft het nog niet goedgekeurd.' });
  }
  return why;
}

/** One thing that a further version says differently. */
export interface RecordChange {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

const flat = (content: RecordContent): ReadonlyMap<string, string> =>
  new Map([
    ['doneAt', new Date(content.doneAt).toISOString()],
    ...Object.entries(content.checks).map(([id, value]) => [`checks.${id}`, value] as const),
    ...Object.entries(content.readings).map(([id, value]) => [`readings.${id}`, String(value)] as const),
    ...content.findings.map(
      ({ text, correction }, index) => [`findings.${index}`, correction === '' ? text : `${text} (${correction})`] as const,
    ),
    ['remarks', content.remarks],
    ['photos', content.photos.map((hash) => hash.slice(0, 8)).join(', ')],
  ]);

/** What one version says that the one before did not; empty texts where it said nothing. */
export function recordChanges(before: RecordContent, after: RecordContent): readonly RecordChange[] {
  const [old, now] = [flat(before), flat(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((path) => {
    const [was, is] = [old.get(path) ?? '', now.get(path) ?? ''];
    return was === is ? [] : [{ path, before: was, after: is }];
  });
}
