'use client';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';

/** Asks once more before it ends something that cannot be brought back. */
export function RevokeButton({ onRevoke }: { readonly onRevoke: () => Promise<unknown> }) {
  const t = useTranslations('people');
  const [isAsking, setAsking] = useState(false);
  return (
    <Button
      variant={isAsking ? 'filled' : 'default'}
      onClick={() => (isAsking ? void onRevoke() : setAsking(true))}
      onBlur={() => setAsking(false)}
    >
      {isAsking ? t('sure') : t('revoke')}
    </Button>
  );
}
