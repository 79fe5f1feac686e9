'use client';
import { useTranslations } from 'use-intl';
import type { ChannelKind, ChannelName, OnCall } from './view.ts';

export interface Named {
  readonly id: string;
  readonly name: string;
}

interface Known {
  readonly onCall: OnCall;
  readonly channels: readonly ChannelName[];
  readonly kinds: readonly ChannelKind[];
}

/** Everybody a step may tell, by the key of the target: rotas, roles, people, and channels that a group reads along in. */
export function useTargetNames({ onCall, channels, kinds }: Known, siteId: string): readonly Named[] {
  const t = useTranslations('onCall');
  const isGroup = ({ type }: ChannelName) => kinds.some((kind) => kind.id === type && !kind.isPersonal);
  return [
    ...onCall.rotas
      .filter((row) => row.siteId === siteId)
      .map(({ id, rota }) => ({ id: `rota ${id}`, name: t('targetRota', { name: rota.name }) })),
    ...(['technician', 'manager', 'administrator'] as const).map((role) => ({
      id: `role ${role}`,
      name: t(`targetRole.${role}`),
    })),
    ...onCall.people.map(({ id, name }) => ({ id: `person ${id}`, name })),
    ...channels.filter(isGroup).map(({ id, name }) => ({ id: `channel ${id}`, name: t('targetChannel', { name }) })),
  ];
}
