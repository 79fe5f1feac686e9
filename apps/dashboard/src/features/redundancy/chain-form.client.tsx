'use client';
import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import type { SiteModel } from '@wachter/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Form } from '../../ui/form.client.tsx';
import { useAct } from '../../ui/use-act.client.ts';
import { saveChain } from './actions.ts';
import { type ChainDraft, chainDraftOf, chainOf, hasPathFault, newPath, type PathDraft } from './chain-draft.ts';
import { isTag } from './group-draft.ts';
import styles from './redundancy.module.css';
import type { ListedChain, ListedGroup } from './view.ts';

interface ChainFormProps {
  readonly model: SiteModel;
  readonly groups: readonly ListedGroup[];
  /** Null for a new one. */
  readonly listed: ListedChain | null;
  readonly onDone: () => void;
}

/** Name and ways of a chain, each way by the groups that must all serve; what is wrong is said beside its field. */
export function ChainForm({ model, groups, listed, onDone }: ChainFormProps) {
  const t = useTranslations('redundancy');
  const { act, isBusy, problem } = useAct();
  const [draft, setDraft] = useState<ChainDraft>(() => chainDraftOf(listed));
  const [isAsked, setAsked] = useState(false);
  const set = (part: Partial<ChainDraft>) => setDraft({ ...draft, ...part });
  const siteId = listed?.siteId ?? model.sites[0]?.id ?? '';
  const own = groups.filter((group) => group.siteId === siteId);
  const wrong = {
    name: draft.name.trim() === '' ? t('nameMissing') : null,
    tag: isTag(draft.tag) ? null : t('tagWrong'),
    paths: hasPathFault(draft) ? t('pathsWrong') : null,
  };
  const said = (field: keyof typeof wrong) => (isAsked ? wrong[field] : null);
  const send = async () => {
    setAsked(true);
    if (Object.values(wrong).some((one) => one !== null)) return;
    const { name, tag, locationId } = draft;
    const what = { siteId, name, tag, locationId: locationId === '' ? null : locationId, chain: chainOf(draft) };
    if (await act(() => saveChain(listed ? { id: listed.pointId, ...what } : what))) onDone();
  };
  const change = (key: number, part: Partial<PathDraft>) =>
    set({ paths: draft.paths.map((path) => (path.key === key ? { ...path, ...part } : path)) });
  return (
    <Form className={styles['form']} noValidate onSend={send} aria-label={t('chain')}>
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
      {draft.paths.map((path, index) => (
        <PathFields
          key={path.key}
          path={path}
          number={index + 1}
          groups={own}
          onChange={(part) => change(path.key, part)}
          onRemove={() => set({ paths: draft.paths.filter(({ key }) => key !== path.key) })}
        />
      ))}
      {said('paths') && <span role="alert">{said('paths')}</span>}
      <div className={styles['buttons']}>
        <Button variant="default" size="md" onClick={() => set({ paths: [...draft.paths, newPath(draft.paths)] })}>
          {t('addPath')}
        </Button>
      </div>
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

interface PathFieldsProps {
  readonly path: PathDraft;
  readonly number: number;
  readonly groups: readonly ListedGroup[];
  readonly onChange: (part: Partial<PathDraft>) => void;
  readonly onRemove: () => void;
}

function PathFields({ path, number, groups, onChange, onRemove }: PathFieldsProps) {
  const t = useTranslations('redundancy');
  return (
    <fieldset className={styles['wide']}>
      <legend>{t('pathNumber', { number: String(number) })}</legend>
      <TextInput
        label={t('name')}
        maxLength={80}
        value={path.name}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      {groups.map(({ pointId, name }) => {
        const id = String(pointId);
        return (
          <Checkbox
            key={id}
            size="md"
            label={name}
            checked={path.groups.includes(id)}
            onChange={(event) =>
              onChange({
                groups: event.currentTarget.checked ? [...path.groups, id] : path.groups.filter((one) => one !== id),
              })
            }
          />
        );
      })}
      <div>
        <Button variant="subtle" color="gray" onClick={onRemove}>
          {t('removePath')}
        </Button>
      </div>
    </fieldset>
  );
}
