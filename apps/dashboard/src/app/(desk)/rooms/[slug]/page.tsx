import { can } from '@wachter/services/access/can';
import { readRoomHeat } from '@wachter/services/thermal/read-room';
import { RoomView } from '../../../../features/rooms/room-view.client.tsx';
import { requireContext } from '../../../../server/context.ts';
import type { PageProps } from '../../../../server/page-props.ts';
import { readSparklines } from '../../../../server/reads/history.ts';
import { readRoom } from '../../../../server/reads/room.ts';
import { readSiteModel } from '../../../../server/reads/site-model.ts';
import { Refusal } from '../../../../ui/refusal.tsx';

const dayMs = 86_400_000;

export default async function RoomPage({ params }: PageProps<{ slug: string }>) {
  const context = await requireContext();
  const [model, room] = await Promise.all([readSiteModel(context), readRoom(context, (await params).slug)]);
  if (!model.ok) return <Refusal error={model.error} />;
  if (!room.ok) return <Refusal error={room.error} />;
  const now = context.now();
  const pointIds = room.value.points.map((point) => point.id);
  const [trends, heat] = await Promise.all([
    readSparklines(context, { pointIds, from: now - dayMs, to: now, count: 48 }),
    readRoomHeat(context, { locationId: room.value.room.id }),
  ]);
  return (
    <RoomView
      model={model.value}
      roomId={room.value.room.id}
      points={room.value.points}
      trends={trends.ok ? Object.fromEntries(trends.value) : {}}
      heat={heat.ok ? heat.value : null}
      mayEdit={can(context.actor, 'point.edit', { kind: 'point' }).allowed}
    />
  );
}
