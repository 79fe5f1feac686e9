'use client';
import type { Result, Words } from '@wachter/core';
import { useCallback, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { refusals } from '../i18n/areas/refusals.ts';
import { issueText } from './issue-words.ts';

interface Issue {
  readonly path: string;
  readonly message: string;
  /** The message in every language, where it is there. */
  readonly words?: Words;
}

type Refused = { readonly kind: string; readonly issues?: readonly Issue[] };
const NONE: readonly Issue[] = [];
type Known = Exclude<keyof (typeof refusals)['en'], 'other' | 'invalid'>;
const isKnown = (kind: string): kind is Known => kind in refusals.en && kind !== 'other' && kind !== 'invalid';

/** Runs a server action from a form: busy while it is under way, refusals and lost lines in words, the value when it was done. `issues` say which field was refused. */
export function useAct() {
  const t = useTranslations('refusals');
  const locale = useLocale();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [issues, setIssues] = useState<readonly Issue[]>(NONE);
  const act = useCallback(
    async <T>(ask: () => Promise<Result<T, Refused>>): Promise<{ readonly value: T } | null> => {
      setBusy(true);
      setProblem(null);
      setIssues(NONE);
      try {
        const result = await ask();
        if (result.ok) return { value: result.value };
        const { kind, issues: refused = NONE } = result.error;
        const found = refused.map(({ path, message, words }) => ({
          path,
          message: words?.[locale] ?? issueText(message, locale),
        }));
        setIssues(found);
        if (kind === 'invalid')
          setProblem(t('invalid', { detail: found.map((issue) => `${issue.path} ${issue.message}`.trim()).join('; ') }));
        else setProblem(isKnown(kind) ? t(kind) : t('other', { kind }));
        return null;
      } catch {
        setProblem(t('failed'));
        return null;
      } finally {
        setBusy(false);
      }
    },
    [t, locale],
  );
  return { act, isBusy, problem, issues };
}
