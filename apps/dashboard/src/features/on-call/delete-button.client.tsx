'use client';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';

interface DeleteButtonProps {
  /** What is deleted, for whoever hears the button instead of seeing where it stands. */
  readonly name: string;
  readonly isBusy: boolean;
  readonly onDelete: () => Promise<unknown>;
}

/** Asks once more before it deletes. */
export function DeleteButton({ name, isBusy, onDelete }: DeleteButtonProps) {
  const t = useTranslations('onCall');
  const [isAsking, setAsking] = useState(false);
  const word = isAsking ? t('sure') : t('remove');
  return (
    <Button
      variant={isAsking ? 'filled' : 'default'}
      size="md"
      loading={isBusy}
      aria-label={`${word}: ${name}`}
      onClick={() => (isAsking ? void onDelete() : setAsking(true))}
      onBlur={() => setAsking(false)}
    >
      {word}
    </Button>
  );
}
