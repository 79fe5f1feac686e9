import type { Locale } from '../quantity/define.ts';
import type { Instant } from '../reading/reading.ts';

/** A line of text in a cell; strong where it must not be missed. */
export interface PrintCell {
  readonly text: string;
  readonly isStrong?: true;
}

/** A column of a table. `share` of the width, relative to the other columns. */
export interface PrintColumn {
  readonly head: string;
  readonly share: number;
  readonly isNumber?: true;
}

/** A line of a chart: instant and value, oldest first; a null value breaks it. */
export interface PrintLine {
  readonly name: string;
  readonly points: readonly (readonly [at: Instant, value: number | null])[];
}

/** Somebody who signed, or has to: then `name` and `at` are null and a line is left for a pen. */
export interface PrintSignature {
  readonly role: string;
  readonly name: string | null;
  readonly at: string | null;
  readonly note: string | null;
}

/** Over which time, which heights, and what is written beside both. */
export interface PrintAxes {
  readonly from: Instant;
  readonly to: Instant;
  readonly low: number;
  readonly high: number;
  readonly times: readonly { readonly at: Instant; readonly label: string }[];
  readonly values: readonly { readonly value: number; readonly label: string }[];
}

/** What a page is made of. Every text is in the language of the document, numbers and times already written out. */
export type PrintBlock =
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string; readonly isStrong?: true }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'facts'; readonly rows: readonly { readonly label: string; readonly value: string }[] }
  | {
      readonly kind: 'table';
      /** What the table is, for those who hear it. */
      readonly caption: string;
      readonly columns: readonly PrintColumn[];
      readonly rows: readonly (readonly PrintCell[])[];
    }
  | {
      readonly kind: 'chart';
      readonly title: string;
      /** The same in words, for those who do not see it. */
      readonly summary: string;
      readonly axes: PrintAxes;
      readonly lines: readonly PrintLine[];
      readonly limits: readonly number[];
    }
  | { readonly kind: 'signatures'; readonly people: readonly PrintSignature[] }
  | { readonly kind: 'page-break' };

export type PrintBlockOf<Kind extends PrintBlock['kind']> = Extract<PrintBlock, { readonly kind: Kind }>;

/** A document as it will be printed: the same document gives the same bytes. `preparedAt` is when it was made, not a part of its content. */
export interface PrintDocument {
  readonly language: Locale;
  readonly title: string;
  readonly subject: string;
  readonly author: string;
  readonly preparedAt: Instant;
  /** Small words of every page. `{page}` and `{pages}` stand for numbers, `{hash}` for the hash of the content. */
  readonly foot: { readonly left: string; readonly pages: string; readonly hash: string };
  readonly blocks: readonly PrintBlock[];
}
