'use client';
import { Button, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import type { Location, ModelPoint, Plan, PlanShape } from '@wachter/core';
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { PageTitle } from '../../ui/page-title.tsx';
import { Problem } from '../../ui/problem.client.tsx';
import { RoomPlan } from '../../ui/room-plan.client.tsx';
import { Tile } from '../../ui/tile.tsx';
import { useAct } from '../../ui/use-act.client.ts';
import { place, saveLocation } from './actions.ts';
import styles from './site.module.css';

interface PlanEditorProps {
  readonly room: Location;
  readonly points: readonly ModelPoint[];
}

const emptyPlan: Plan = { widthMeters: 12, depthMeters: 8, shapes: [] };
const within = (share: number) => Math.round(Math.min(1, Math.max(0, share)) * 1000) / 1000;

/** Draws a room and puts its points where they hang: by dragging, or chosen and moved by the arrow keys. */
export function PlanEditor({ room, points }: PlanEditorProps) {
  const t = useTranslations('site');
  const { act, problem } = useAct();
  const [places, setPlaces] = useState<ReadonlyMap<number, { readonly x: number; readonly y: number }>>(new Map());
  const [said, setSaid] = useState('');
  const plan = room.plan ?? emptyPlan;
  const shown = points.map((point) => ({ ...point, place: { ...point.place, ...places.get(point.id) } }));
  const unplaced = shown.filter((point) => point.place.x === undefined);
  const [saving, setSaving] = useState(0);
  const isSaved = saving === 0;
  const move = (id: number, at: { readonly x: number; readonly y: number }) =>
    setPlaces((known) => new Map(known).set(id, { x: within(at.x), y: within(at.y) }));
  const save = async (id: number, at: { readonly x: number; readonly y: number }) => {
    const point = points.find((one) => one.id === id);
    setSaving((under) => under + 1);
    const done = await act(() => place({ id, place: { ...definedOnly(point?.place ?? {}), x: within(at.x), y: within(at.y) } }));
    setSaving((under) => under - 1);
    if (done) setSaid(t('moved', { point: point?.name ?? '' }));
    else setPlaces((known) => new Map([...known].filter(([key]) => key !== id)));
  };
  return (
    <div className={styles['stack']}>
      <PageTitle title={t('planTitle', { room: room.name })} sub={t('planHint')} />
      <Tile>
        <Draggable plan={plan} points={shown} label={t('planTitle', { room: room.name })} onMove={move} onDrop={save} />
        <output>{said}</output>
        <Problem text={problem} />
        <p className={styles['quiet']}>{unplaced.length > 0 ? t('unplaced') : isSaved ? t('allPlaced') : t('placing')}</p>
        <div className={styles['row']}>
          {unplaced.map((point) => (
            <Button
              key={point.id}
              variant="default"
              onClick={() => {
                move(point.id, { x: 0.5, y: 0.5 });
                void save(point.id, { x: 0.5, y: 0.5 });
              }}
            >
              {point.name}
            </Button>
          ))}
        </div>
      </Tile>
      <ShapeEditor room={room} plan={plan} />
    </div>
  );
}

const definedOnly = (place: ModelPoint['place']) =>
  Object.fromEntries(Object.entries(place).filter(([, value]) => value !== undefined));

interface DraggableProps {
  readonly plan: Plan;
  readonly points: readonly ModelPoint[];
  readonly label: string;
  readonly onMove: (id: number, at: { readonly x: number; readonly y: number }) => void;
  readonly onDrop: (id: number, at: { readonly x: number; readonly y: number }) => void;
}

/** The plan as the room page shows it, with handles over its points. */
function Draggable({ plan, points, label, onMove, onDrop }: DraggableProps) {
  const handles = useRef<SVGGElement>(null);
  const [dragged, setDragged] = useState<number | null>(null);
  const shareAt = (event: PointerEvent) => {
    const matrix = handles.current?.getScreenCTM();
    if (!matrix) return null;
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
    return { x: at.x / plan.widthMeters, y: at.y / plan.depthMeters };
  };
  const key = (event: KeyboardEvent, point: ModelPoint) => {
    const steps: Readonly<Record<string, readonly [number, number]>> = {
      ArrowLeft: [-1, 0],
      ArrowRight: [1, 0],
      ArrowUp: [0, -1],
      ArrowDown: [0, 1],
    };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    const at = { x: (point.place.x ?? 0.5) + step[0] * 0.01, y: (point.place.y ?? 0.5) + step[1] * 0.01 };
    onMove(point.id, at);
    onDrop(point.id, at);
  };
  const radius = Math.max(plan.widthMeters, plan.depthMeters) / 26;
  return (
    <RoomPlan plan={plan} points={points} label={label}>
      <g ref={handles}>
        <rect width={plan.widthMeters} height={plan.depthMeters} fill="none" />
        {points
          .filter((point) => point.place.x !== undefined && point.place.y !== undefined)
          .map((point) => (
            // biome-ignore lint/a11y/useSemanticElements: SVG has no button of its own
            <circle
              key={point.id}
              className={styles['handle']}
              data-dragged={dragged === point.id}
              cx={(point.place.x ?? 0) * plan.widthMeters}
              cy={(point.place.y ?? 0) * plan.depthMeters}
              r={radius}
              tabIndex={0}
              role="button"
              aria-label={point.name}
              onKeyDown={(event) => key(event, point)}
              onPointerDown={(event) => {
                event.currentTarget.setPointerCapture(event.pointerId);
                setDragged(point.id);
              }}
              onPointerMove={(event) => {
                const at = dragged === point.id ? shareAt(event) : null;
                if (at) onMove(point.id, at);
              }}
              onPointerUp={(event) => {
                const at = dragged === point.id ? shareAt(event) : null;
                setDragged(null);
                if (at) onDrop(point.id, at);
              }}
            />
          ))}
      </g>
    </RoomPlan>
  );
}

const shapeKinds = ['wall', 'rack', 'cooler', 'ups', 'battery', 'tank', 'genset', 'door', 'area'] as const;

function ShapeEditor({ room, plan }: { readonly room: Location; readonly plan: Plan }) {
  const t = useTranslations('site');
  const { act, isBusy, problem } = useAct();
  const [draft, setDraft] = useState(plan);
  const change = (index: number, part: Partial<PlanShape>) =>
    setDraft((known) => ({ ...known, shapes: known.shapes.map((shape, at) => (at === index ? { ...shape, ...part } : shape)) }));
  const save = () => {
    const { id, siteId, parentId, kind, slug, name, thermalClass, sortOrder } = room;
    const shapes = draft.shapes.map(({ label, ...shape }) => ({ ...shape, ...(label ? { label } : {}) }));
    return act(() =>
      saveLocation({ id, siteId, parentId, kind, slug, name, thermalClass, sortOrder, plan: { ...draft, shapes } }),
    );
  };
  return (
    <Tile as="section">
      <h2 className={styles['heading']}>{t('shapes')}</h2>
      <div className={styles['row']}>
        <NumberInput
          label={t('width')}
          min={1}
          max={1000}
          value={draft.widthMeters}
          onChange={(value) => setDraft((known) => ({ ...known, widthMeters: Number(value) }))}
        />
        <NumberInput
          label={t('depth')}
          min={1}
          max={1000}
          value={draft.depthMeters}
          onChange={(value) => setDraft((known) => ({ ...known, depthMeters: Number(value) }))}
        />
      </div>
      <ul className={styles['shapes']}>
        <li className={styles['shapeHeads']} aria-hidden="true">
          {[t('shape'), t('label'), t('x'), t('y'), t('shapeWidth'), t('shapeDepth'), ''].map((word) => (
            <span key={word} className={styles['shapeHead']}>
              {word}
            </span>
          ))}
        </li>
        {draft.shapes.map((shape, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: shapes have no other identity
          <li key={index}>
            <NativeSelect
              aria-label={t('shape')}
              value={shape.kind}
              onChange={(event) => change(index, { kind: event.currentTarget.value as PlanShape['kind'] })}
              data={shapeKinds.map((kind) => ({ value: kind, label: t(`shapeKinds.${kind}`) }))}
            />
            <TextInput
              aria-label={t('label')}
              placeholder={t('label')}
              value={shape.label ?? ''}
              onChange={(event) => change(index, { label: event.currentTarget.value })}
            />
            {(['x', 'y', 'width', 'depth'] as const).map((field) => (
              <NumberInput
                key={field}
                aria-label={t(fieldWords[field])}
                min={0}
                step={0.1}
                value={shape[field]}
                onChange={(value) => change(index, { [field]: Number(value) })}
              />
            ))}
            <Button
              variant="subtle"
              color="gray"
              onClick={() => setDraft((known) => ({ ...known, shapes: known.shapes.filter((_, at) => at !== index) }))}
            >
              {t('remove')}
            </Button>
          </li>
        ))}
      </ul>
      <div className={styles['row']}>
        <Button
          variant="default"
          onClick={() =>
            setDraft((known) => ({ ...known, shapes: [...known.shapes, { kind: 'rack', x: 1, y: 1, width: 0.6, depth: 1.1 }] }))
          }
        >
          {t('addShape')}
        </Button>
        <Button loading={isBusy} onClick={save}>
          {t('save')}
        </Button>
      </div>
      <Problem text={problem} />
    </Tile>
  );
}

const fieldWords = { x: 'x', y: 'y', width: 'shapeWidth', depth: 'shapeDepth' } as const;
