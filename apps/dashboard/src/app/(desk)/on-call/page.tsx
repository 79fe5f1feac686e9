import { can } from '@wachter/services/access/can';
import { Channels } from '../../../features/on-call/channels.client.tsx';
import { Contacts } from '../../../features/on-call/contacts.client.tsx';
import { Drills } from '../../../features/on-call/drills.client.tsx';
import { DutyTitle, DutyWeek } from '../../../features/on-call/duty.client.tsx';
import { Failing } from '../../../features/on-call/failing.client.tsx';
import { Policies } from '../../../features/on-call/policies.client.tsx';
import { Rotas } from '../../../features/on-call/rotas.client.tsx';
import { requireContext } from '../../../server/context.ts';
import { channelKinds } from '../../../server/reads/channel-kinds.ts';
import { readOnCall } from '../../../server/reads/on-call.ts';
import parts from '../../../ui/parts.module.css';
import { Refusal } from '../../../ui/refusal.tsx';

export default async function OnCallPage() {
  const context = await requireContext();
  const found = await readOnCall(context);
  if (!found.ok) return <Refusal error={found.error} />;
  const { onCall, channels, channelNames, pushChannels, contacts, sites, drills, plannedDrills } = found.value;
  const { id: ownId, name, role } = context.actor;
  const mayHaveContacts = can(context.actor, 'contact.edit', { kind: 'contact' }).allowed;
  const mayEditRotas = can(context.actor, 'rota.edit', { kind: 'rota' }).allowed;
  const others = role === 'administrator' ? onCall.people.filter((person) => person.id !== ownId) : [];
  const mayStartDrills = can(context.actor, 'drill.start', { kind: 'drill' }).allowed;
  const mayPlanDrills = can(context.actor, 'drill.plan', { kind: 'drill' }).allowed;
  const kinds = channelKinds();
  const mayEditChannels = can(context.actor, 'channel.edit', { kind: 'channel' }).allowed;
  return (
    <div className={parts['stack']}>
      <DutyTitle onCall={onCall} />
      <Failing failing={onCall.failing} />
      <DutyWeek onCall={onCall} />
      {channels && <Channels channels={channels} kinds={kinds} mayEdit={mayEditChannels} ownId={ownId} />}
      {drills && (
        <Drills drills={drills} planned={plannedDrills} sites={sites} mayStart={mayStartDrills} mayPlan={mayPlanDrills} />
      )}
      <Policies
        onCall={onCall}
        sites={sites}
        channels={channelNames}
        kinds={kinds}
        mayEdit={mayEditRotas}
        maySeeChanges={can(context.actor, 'audit.read', { kind: 'audit' }).allowed}
      />
      <Rotas onCall={onCall} sites={sites} mayEdit={mayEditRotas} />
      {mayHaveContacts && (
        <Contacts
          ownId={ownId}
          people={[{ id: ownId, name }, ...others]}
          contacts={contacts}
          channels={channelNames}
          pushChannels={pushChannels}
          kinds={kinds}
        />
      )}
    </div>
  );
}
