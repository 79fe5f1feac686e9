import type { Words } from '../../../quantity/define.ts';

/**
 * What a person looks at and reads off. `countsWhen`: an inspection counts when everything was looked at, whatever was found; a trial only when everything
 * was in order.
 */
export interface Checklist {
  readonly id: string;
  readonly name: Words;
  readonly checks: readonly { readonly id: string; readonly name: Words }[];
  readonly readings: readonly string[];
  readonly countsWhen: 'complete' | 'in-order';
}

export const defineChecklist = (checklist: Checklist): Checklist => checklist;

export const check = (id: string, en: string, nl: string) => ({ id, name: { en, nl } });
