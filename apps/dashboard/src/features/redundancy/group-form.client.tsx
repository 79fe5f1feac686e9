'use client';
import { Button, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import type { SiteModel } from '@wachter/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Form } from '../../ui/form.client.tsx';
import { useAct } from '../../ui/use-act.client.ts';
import { saveGroup } from './actions.ts';
import { draftOf, type GroupDraft, groupOf, isTag, newMember } from './group-draft.ts';
import styles from './redundancy.module.css';
import type { ListedGroup } from './view.ts';

interface GroupFormProps {
  readonly model: SiteModel;
  /** Null for a new one. */
  readonly listed: ListedGroup | null;
  readonly onDone: () => void;
}

/** Name, scheme, need and members of a group; what is wrong is said beside its field. */
export function GroupForm({ model, listed, onDone }: GroupFormProps) {
  const t = useTranslations('redundancy');
  const { act, isBusy, problem } = useAct();
  const [draft, setDraft] = useState<GroupDraft>(() => draftOf(listed));
  const [isAsked, setAsked] = useState(false);
  const set = (part: Partial<GroupDraft>) => setDraft({ ...draft, ...part });
  const wrong = {
    name: draft.name.trim() === '' ? t('nameMissing') : null,
    tag: isTag(draft.tag) ? null : t('tagWrong'),
    members: draft.members.some(({ thing }) => thing !== '') ? null : t('memberMissing'),
  };
  const siteId = listed?.siteId ?? model.sites[0]?.id ?? '';
  const send = async () => {
    setAsked(true);
    if (Object.values(wrong).some((one) => one !== null)) return;
    const { name, tag, locationId } = draft;
    const what = { siteId, name, tag, locationId: locationId === '' ? null : locationId, group: groupOf(draft) };
    if (await act(() => saveGroup(listed ? { id: listed.pointId, ...what } : what))) onDone();
  };
  const said = (field: keyof typeof wrong) => (isAsked ? wrong[field] : null);
  return (
    <Form className={styles['form']} noValidate onSend={send}>
      <TextInput
        label={t('name')}
        error={said('name')}
        maxLength={120}
        value={draft.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <TextInput
        label={t('tag')}
        error={said('tag')}
        maxLength={120}
        value={draft.tag}
        onChange={(event) => set({ tag: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('place')}
        value={draft.locationId}
        onChange={(event) => set({ locationId: event.currentTarget.value })}
        data={[{ value: '', label: t('noPlace') }, ...model.locations.map(({ id, name }) => ({ value: id, label: name }))]}
      />
      <NativeSelect
        label={t('scheme')}
        value={draft.scheme}
        onChange={(event) => set({ scheme: event.currentTarget.value === 'sides' ? 'sides' : 'spare' })}
        data={(['spare', 'sides'] as const).map((value) => ({ value, label: t(`schemes.${value}`) }))}
      />
      <NumberInput
        label={t(draft.scheme === 'spare' ? 'spare' : 'innerSpare')}
        min={0}
        max={20}
        allowDecimal={false}
        value={draft.spare}
        onChange={(value) => set({ spare: Number(value) })}
      />
      <NativeSelect
        label={t('need')}
        value={draft.need}
        onChange={(event) => set({ need: event.currentTarget.value === 'load' ? 'load' : 'count' })}
        data={(['count', 'load'] as const).map((value) => ({ value, label: t(`needs.${value}`) }))}
      />
      <NumberInput
        label={t(draft.need === 'count' ? 'units' : 'design')}
        min={draft.need === 'count' ? 1 : 0}
        value={draft.need === 'count' ? draft.units : draft.design}
        onChange={(value) => set(draft.need === 'count' ? { units: Number(value) } : { design: Number(value) })}
      />
      {draft.need === 'load' && <LoadPoints model={model} draft={draft} set={set} />}
      <Members model={model} draft={draft} set={set} error={said('members')} />
      <div className={styles['buttons']}>
        <Button type="submit" size="md" loading={isBusy}>
          {t('save')}
        </Button>
        <Button variant="subtle" color="gray" size="md" onClick={onDone}>
          {t('cancel')}
        </Button>
        {problem && <span role="alert">{problem}</span>}
      </div>
    </Form>
  );
}

interface PartProps {
  readonly model: SiteModel;
  readonly draft: GroupDraft;
  readonly set: (part: Partial<GroupDraft>) => void;
}

function Members({ model, draft, set, error }: PartProps & { readonly error: string | null }) {
  const t = useTranslations('redundancy');
  const things = [
    { value: '', label: '–' },
    ...model.equipment.map(({ id, name }) => ({ value: `equipment ${id}`, label: name })),
    ...model.devices.map(({ id, name }) => ({ value: `device ${id}`, label: name })),
    ...model.points.flatMap(({ id, name, quantity }) =>
      quantity === 'redundancy' ? [] : [{ value: `point ${id}`, label: name }],
    ),
  ];
  const change = (index: number, part: Partial<GroupDraft['members'][number]>) =>
    set({ members: draft.members.map((member, at) => (at === index ? { ...member, ...part } : member)) });
  return (
    <fieldset className={styles['wide']}>
      <legend>{t('members')}</legend>
      {draft.members.map((member, index) => (
        <div key={member.key} className={styles['row']}>
          <NativeSelect
            label={t('member', { number: String(index + 1) })}
            value={member.thing}
            onChange={(event) => change(index, { thing: event.currentTarget.value })}
            data={things}
          />
          {draft.need === 'load' && (
            <NumberInput
              label={t('capacity')}
              min={0}
              value={member.capacity}
              onChange={(value) => change(index, { capacity: Number(value) })}
            />
          )}
          {draft.scheme === 'sides' && (
            <TextInput
              label={t('sideOf')}
              maxLength={40}
              value={member.side}
              onChange={(event) => change(index, { side: event.currentTarget.value })}
            />
          )}
          <Button variant="subtle" color="gray" onClick={() => set({ members: draft.members.filter((_, at) => at !== index) })}>
            {t('removeMember')}
          </Button>
        </div>
      ))}
      {error && <span role="alert">{error}</span>}
      <div>
        <Button variant="default" onClick={() => set({ members: [...draft.members, newMember(draft.members)] })}>
          {t('addMember')}
        </Button>
      </div>
    </fieldset>
  );
}

function LoadPoints({ model, draft, set }: PartProps) {
  const t = useTranslations('redundancy');
  const numbers = model.points.flatMap(({ id, name, quantity }) =>
    quantity !== null && quantity !== 'redundancy' ? [{ value: String(id), label: name }] : [],
  );
  return (
    <fieldset className={styles['wide']}>
      <legend>{t('loadPoints')}</legend>
      {draft.loadPoints.map((point, index) => (
        <div key={point.key} className={styles['row']}>
          <NativeSelect
            aria-label={`${t('loadPoints')} ${index + 1}`}
            value={point.id}
            onChange={(event) => {
              const id = event.currentTarget.value;
              set({ loadPoints: draft.loadPoints.map((one, at) => (at === index ? { ...one, id } : one)) });
            }}
            data={[{ value: '', label: '–' }, ...numbers]}
          />
          <Button
            variant="subtle"
            color="gray"
            onClick={() => set({ loadPoints: draft.loadPoints.filter((_, at) => at !== index) })}
          >
            {t('removeMember')}
          </Button>
        </div>
      ))}
      <div>
        <Button
          variant="default"
          onClick={() => set({ loadPoints: [...draft.loadPoints, { key: nextKey(draft.loadPoints), id: '' }] })}
        >
          {t('addPoint')}
        </Button>
      </div>
    </fieldset>
  );
}

const nextKey = (rows: readonly { readonly key: number }[]): number => Math.max(0, ...rows.map(({ key }) => key)) + 1;
