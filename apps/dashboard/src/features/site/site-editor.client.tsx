'use client';
import { Button } from '@mantine/core';
import type { Location, SiteModel } from '@wachter/core';
import Link from 'next/link';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { PageTitle } from '../../ui/page-title.tsx';
import { Problem } from '../../ui/problem.client.tsx';
import { Tile } from '../../ui/tile.tsx';
import { useAct } from '../../ui/use-act.client.ts';
import { removeEquipment, removeLocation } from './actions.ts';
import { EquipmentForm } from './equipment-form.client.tsx';
import { LocationForm } from './location-form.client.tsx';
import type { PlateSchema } from './plate-fields.ts';
import styles from './site.module.css';
import { SiteFile } from './site-file.client.tsx';
import { SiteForm } from './site-form.client.tsx';

interface SiteEditorProps {
  readonly model: SiteModel;
  readonly plateSchemas: Readonly<Record<string, PlateSchema>>;
}

/** Places, equipment and the file of a site, for administrators. */
export function SiteEditor({ model, plateSchemas }: SiteEditorProps) {
  const t = useTranslations('site');
  const rooms = model.locations.filter((location) => location.kind === 'room').length;
  return (
    <div className={styles['stack']}>
      <PageTitle title={t('title', { rooms, points: model.points.length })} />
      {model.sites.length === 0 && (
        <Tile>
          <SiteForm site={null} />
        </Tile>
      )}
      {model.sites.map((site) => (
        <Tile key={site.id} as="section" label={site.name}>
          <SiteForm site={site} />
          <h2 className={styles['heading']}>{t('locations')}</h2>
          <ul className={styles['plain']}>
            {inTreeOrder(model.locations.filter((location) => location.siteId === site.id)).map(({ location, depth }) => (
              <LocationRow key={location.id} model={model} location={location} depth={depth} />
            ))}
          </ul>
          <Adder
            label={t('addLocation')}
            form={(onDone) => <LocationForm model={model} siteId={site.id} location={null} onDone={onDone} />}
          />
          <h2 className={styles['heading']}>{t('equipment')}</h2>
          <ul className={styles['plain']}>
            {model.equipment
              .filter((one) => one.siteId === site.id)
              .map((one) => (
                <EditableRow
                  key={one.id}
                  name={`${one.name} (${t(`equipmentKinds.${one.kind}`)})`}
                  depth={0}
                  remove={() => removeEquipment(one.id)}
                  form={(onDone) => <EquipmentForm {...{ model, plateSchemas, onDone }} siteId={site.id} equipment={one} />}
                />
              ))}
          </ul>
          <Adder
            label={t('addEquipment')}
            form={(onDone) => <EquipmentForm {...{ model, plateSchemas, onDone }} siteId={site.id} equipment={null} />}
          />
        </Tile>
      ))}
      <SiteFile sites={model.sites} />
    </div>
  );
}

/** Parents before their children, each with its depth. */
export function inTreeOrder(locations: readonly Location[]): readonly { readonly location: Location; readonly depth: number }[] {
  const below = (parentId: string | null, depth: number): readonly { readonly location: Location; readonly depth: number }[] =>
    locations
      .filter((location) => location.parentId === parentId)
      .toSorted((a, b) => a.sortOrder - b.sortOrder || a.name.localeCompare(b.name))
      .flatMap((location) => [{ location, depth }, ...below(location.id, depth + 1)]);
  return below(null, 0);
}

function LocationRow({
  model,
  location,
  depth,
}: {
  readonly model: SiteModel;
  readonly location: Location;
  readonly depth: number;
}) {
  const t = useTranslations('site');
  return (
    <EditableRow
      name={`${location.name} (${t(`kinds.${location.kind}`)})`}
      depth={depth}
      link={location.kind === 'room' ? { href: `/site/rooms/${location.id}`, text: t('toPlan') } : null}
      remove={() => removeLocation(location.id)}
      form={(onDone) => <LocationForm model={model} siteId={location.siteId} location={location} onDone={onDone} />}
    />
  );
}

interface EditableRowProps {
  readonly name: string;
  readonly depth: number;
  readonly link?: { readonly href: string; readonly text: string } | null;
  readonly remove: () => ReturnType<typeof removeLocation | typeof removeEquipment>;
  readonly form: (onDone: () => void) => React.ReactNode;
}

function EditableRow({ name, depth, link = null, remove, form }: EditableRowProps) {
  const t = useTranslations('site');
  const { act, isBusy, problem } = useAct();
  const [mode, setMode] = useState<'shown' | 'edited' | 'going'>('shown');
  if (mode === 'edited') return <li>{form(() => setMode('shown'))}</li>;
  return (
    <li className={styles['place']} style={{ paddingInlineStart: `${depth * 24}px` }}>
      <span className={styles['placeName']}>{name}</span>
      {link && (
        <Link href={link.href} className={styles['link']}>
          {link.text}
        </Link>
      )}
      <Button variant="default" onClick={() => setMode('edited')}>
        {t('edit')}
      </Button>
      <Button
        variant="subtle"
        color="gray"
        loading={isBusy}
        onClick={() => (mode === 'going' ? act(remove).then(() => setMode('shown')) : setMode('going'))}
      >
        {mode === 'going' ? t('sure') : t('remove')}
      </Button>
      <Problem text={problem} />
    </li>
  );
}

function Adder({ label, form }: { readonly label: string; readonly form: (onDone: () => void) => React.ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  if (isOpen) return form(() => setOpen(false));
  return (
    <Button variant="default" onClick={() => setOpen(true)}>
      {label}
    </Button>
  );
}
