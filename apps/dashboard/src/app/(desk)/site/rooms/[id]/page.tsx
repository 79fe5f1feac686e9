import { roomOf } from '@wachter/core';
import { can } from '@wachter/services/access/can';
import { PlanEditor } from '../../../../../features/site/plan-editor.client.tsx';
import { requireContext } from '../../../../../server/context.ts';
import type { PageProps } from '../../../../../server/page-props.ts';
import { readSiteModel } from '../../../../../server/reads/site-model.ts';
import { Refusal } from '../../../../../ui/refusal.tsx';

export default async function PlanPage({ params }: PageProps<{ id: string }>) {
  const context = await requireContext();
  const model = await readSiteModel(context);
  if (!model.ok) return <Refusal error={model.error} />;
  if (!can(context.actor, 'site.edit', { kind: 'site' }).allowed) return <Refusal error={{ kind: 'forbidden' }} />;
  const { id } = await params;
  const room = model.value.locations.find((location) => location.id === id && location.kind === 'room');
  if (!room) return <Refusal error={{ kind: 'not-found' }} />;
  const points = model.value.points.filter((point) => point.status === 'active' && roomOf(model.value, point.locationId) === id);
  return <PlanEditor room={room} points={points} />;
}
