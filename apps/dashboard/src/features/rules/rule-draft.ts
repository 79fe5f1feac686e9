import type { Locale, Priority, RuleInstance, Words } from '@wachter/core';

export const textFields = ['cause', 'consequence', 'response'] as const;
export type TextField = (typeof textFields)[number];

/** A rule as a form holds it: texts are never null, the checklist is one step a line. */
export interface RuleDraft {
  readonly params: unknown;
  readonly priority: Priority;
  readonly isLatching: boolean;
  readonly isEnabled: boolean;
  readonly texts: Readonly<Record<TextField | 'checklist', Words>>;
  readonly respondWithinMinutes: number | null;
  readonly acknowledgeHoldsMinutes: number | null;
}

const EMPTY: Words = { en: '', nl: '' };

export const newDraft = (params: unknown): RuleDraft => ({
  params,
  priority: 'high',
  isLatching: false,
  isEnabled: true,
  texts: { cause: EMPTY, consequence: EMPTY, response: EMPTY, checklist: EMPTY },
  respondWithinMinutes: null,
  acknowledgeHoldsMinutes: null,
});

export const draftOf = (rule: RuleInstance): RuleDraft => ({
  params: rule.params,
  priority: rule.priority,
  isLatching: rule.isLatching,
  isEnabled: rule.isEnabled,
  texts: {
    cause: rule.cause ?? EMPTY,
    consequence: rule.consequence ?? EMPTY,
    response: rule.response ?? EMPTY,
    checklist: linesOf(rule.checklist ?? []),
  },
  respondWithinMinutes: rule.respondWithinMinutes,
  acknowledgeHoldsMinutes: rule.acknowledgeHoldsMinutes ?? null,
});

const linesOf = (steps: readonly Words[]): Words => ({
  en: steps.map(({ en }) => en).join('\n'),
  nl: steps.map(({ nl }) => nl).join('\n'),
});

const trimmedLines = (text: string): readonly string[] => text.split('\n').map((line) => line.trim());

/** A text in both languages; who writes one only is read in that one everywhere. */
const wordsOf = ({ en, nl }: Words): Words | null => {
  const [english, dutch] = [en.trim(), nl.trim()];
  return english === '' && dutch === '' ? null : { en: english || dutch, nl: dutch || english };
};

function stepsOf({ en, nl }: Words): readonly Words[] | null {
  const [english, dutch] = [trimmedLines(en), trimmedLines(nl)];
  const count = Math.max(english.length, dutch.length);
  const steps = Array.from({ length: count }, (_, n) => wordsOf({ en: english[n] ?? '', nl: dutch[n] ?? '' }));
  const written = steps.filter((step) => step !== null);
  return written.length === 0 ? null : written;
}

/** The draft with a text set in one language. */
export const withText = (
  draft: RuleDraft,
  field: TextField | 'checklist',
  said: { locale: Locale; text: string },
): RuleDraft => ({
  ...draft,
  texts: { ...draft.texts, [field]: { ...draft.texts[field], [said.locale]: said.text } },
});

/** What a verb takes of a draft, apart from its parameters. */
export const valuesOf = ({ priority, isLatching, texts, respondWithinMinutes, acknowledgeHoldsMinutes }: RuleDraft) => ({
  ...{ priority, isLatching, respondWithinMinutes, acknowledgeHoldsMinutes },
  cause: wordsOf(texts.cause),
  consequence: wordsOf(texts.consequence),
  response: wordsOf(texts.response),
  checklist: stepsOf(texts.checklist)?.map((step) => ({ ...step })) ?? null,
});
