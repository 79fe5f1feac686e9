import { checklistById, testKindById } from '@wachter/core';
import { can } from '@wachter/services/access/can';
import { getTestRecord } from '@wachter/services/power/list-records';
import { PowerTabs } from '../../../../features/power/power-tabs.tsx';
import { RecordPage } from '../../../../features/records/record-page.client.tsx';
import { words } from '../../../../i18n/words.ts';
import { requireContext } from '../../../../server/context.ts';
import type { PageProps } from '../../../../server/page-props.ts';
import { readSiteModel } from '../../../../server/reads/site-model.ts';
import { Refusal } from '../../../../ui/refusal.tsx';
import { EmptyState } from '../../../../ui/state-message.tsx';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** `id` for a record that is there; `equipment` and `kind` for a new one, with `test` or `run` where it belongs to one. */
export default async function TestRecordPage({ searchParams }: PageProps) {
  const context = await requireContext();
  const asked = await searchParams;
  const id = text(asked['id']);
  const [model, found, t] = [
    await readSiteModel(context),
    id === '' ? null : await getTestRecord(context, { recordId: id }),
    await words('records'),
  ];
  if (!model.ok) return <Refusal error={model.error} />;
  if (found && !found.ok) return <Refusal error={found.error} />;
  const versions = found?.value ?? [];
  const last = versions.at(-1);
  const thing = model.value.equipment.find((one) => one.id === (last?.equipmentId ?? text(asked['equipment'])));
  const kind = testKindById(last?.kind ?? text(asked['kind']));
  const list = kind && checklistById(kind.checklist);
  if (!thing || !kind || !list) return <EmptyState title={t('nothing')} hint={t('nothingHint')} />;
  const about = {
    ...{ siteId: thing.siteId, equipmentId: thing.id, kind: kind.id },
    testId: last ? last.testId : text(asked['test']) || null,
    runId: last ? (last.run?.runId ?? null) : text(asked['run']) || null,
  };
  const may = (action: 'record.edit' | 'record.sign' | 'record.approve') =>
    can(context.actor, action, { kind: 'record' }).allowed;
  return (
    <>
      <PowerTabs shown="plan" />
      <RecordPage
        about={about}
        name={{ en: `${thing.name}: ${kind.name.en}`, nl: `${thing.name}: ${kind.name.nl}` }}
        list={list}
        versions={versions}
        may={{ edit: may('record.edit'), sign: may('record.sign'), approve: may('record.approve') }}
      />
    </>
  );
}
