'use client';
import { Alert } from '@mantine/core';

/** What went wrong, in words, read out as soon as it is there; nothing when nothing did. Grey: colour belongs to alarms. */
export function Problem({ text, className }: { readonly text: string | null; readonly className?: string | undefined }) {
  if (text === null) return null;
  return (
    <Alert className={className} color="gray" role="alert">
      {text}
    </Alert>
  );
}
